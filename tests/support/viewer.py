"""One viewer without a browser: a page of a Streamlit app, held open over Streamlit's own protocol.

What a browser does, in its order (read off the 1.67 bundle): it fetches the page and ``_stcore/health`` (cookies),
opens the WebSocket with its XSRF token and, when it comes back, its last session; asks for a run with the address's
query and its widgets' values; runs fragments every few seconds; and when the connection is lost it waits, asks for the
health until it is answered, connects again and asks for a run. So hundreds of viewers fit into one process.
"""

import asyncio
import http.client
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

XSRF_COOKIE = "_streamlit_xsrf"
_PATIENCE_SECONDS = 60
"""A run or a connection that takes longer is an error."""

# Of the bundle: how long a browser waits before it asks for the health again, in seconds.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 4.0


class ViewerError(Exception):
    """What a person in front of the browser would have seen go wrong."""


@dataclass(frozen=True)
class Choice:
    """A multiselect or selectbox on the page: its id, its options as shown, and its name in the address ("": none)."""

    widget_id: str
    several: bool
    options: tuple[str, ...]
    query_key: str


@dataclass
class Seen:
    """The page as the last whole run drew it."""

    choices: dict[str, Choice] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Viewer:
    """A page held open: ``open``, ``choose``, ``close``; each run's seconds come back, errors are raised.

    ``reconnects`` lists how many seconds each lost connection took until the page was drawn again.
    """

    def __init__(self, url: str, page: str = "", query: Iterable[tuple[str, str]] = ()) -> None:
        self.url = url.rstrip("/")
        self.page = page
        self.chosen: dict[str, str] = {}
        self.seen = Seen()
        self.cookies: dict[str, str] = {}
        self.received_bytes = 0
        self.reconnects: list[float] = []
        self._query = dict(query)
        self._session_id = ""
        self._page_hash = ""
        self._cached: dict[str, tuple[ForwardMsg, int]] = {}
        self._oldest_cached = 2
        self._runs = 0
        self._drawing = Seen()
        self._timers: dict[str, asyncio.Task] = {}
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task | None = None
        self._drawn: asyncio.Future | None = None

    async def open(self) -> float:
        """Opens the page; seconds until it is drawn."""
        begun = time.perf_counter()
        await self._fetch(f"/{self.page}")
        await self._fetch("/_stcore/health")
        await self._connect()
        await self._run()
        self._reader.add_done_callback(self._lost)
        return time.perf_counter() - begun

    async def choose(self, choice: Choice, value: str | None) -> float:
        """Chooses ``value`` (None: nothing) in ``choice``; seconds until the page is drawn anew."""
        if value is None:
            self.chosen.pop(choice.widget_id, None)
        else:
            self.chosen[choice.widget_id] = value
        if choice.query_key:
            self._query.pop(choice.query_key, None)
            if value is not None:
                self._query[choice.query_key] = value
        return await self._run()

    async def look(self) -> None:
        """Runs the page's timed fragments at once, instead of when their time has come; waits for nothing."""
        for fragment_id in self._timers:
            await self._run_fragment(fragment_id)

    async def close(self) -> None:
        """Closes the tab."""
        self._stop_timers()
        reader, self._reader = self._reader, None
        if self._socket is not None:
            await self._socket.close()
        if reader is not None:
            reader.cancel()

    # --- connection ---

    async def _fetch(self, path: str) -> int:
        status, cookies = await asyncio.to_thread(_get, self.url, path, self.cookies)
        self.cookies |= cookies
        return status

    async def _connect(self) -> None:
        tokens = ["streamlit", self.cookies.get(XSRF_COOKIE, "PLACEHOLDER_AUTH_TOKEN")]
        if self._session_id:
            tokens.append(self._session_id)
        parts = urlsplit(self.url)
        self._socket = await connect(
            f"ws://{parts.netloc}{parts.path}/_stcore/stream",
            subprotocols=tokens,
            origin=f"{parts.scheme}://{parts.netloc}",
            additional_headers={"Cookie": _cookie_line(self.cookies)},
            compression=None,
            max_size=None,
            proxy=None,
            open_timeout=_PATIENCE_SECONDS,
            close_timeout=1,
        )
        self.cookies |= _cookies_of(self._socket.response.headers.get_all("Set-Cookie"))
        self._reader = asyncio.create_task(self._read(self._socket))

    def _lost(self, reader: asyncio.Task) -> None:
        if reader is self._reader and not reader.cancelled():
            self._stop_timers()
            self._reader = asyncio.create_task(self._come_back())

    async def _come_back(self) -> None:
        begun = time.perf_counter()
        wait = random.uniform(_FIRST_WAIT / 2, _FIRST_WAIT)
        while time.perf_counter() - begun < _PATIENCE_SECONDS:
            await asyncio.sleep(wait)
            try:
                if await self._fetch("/_stcore/health") == 200:
                    await self._connect()
                    await self._run()
                    self._reader.add_done_callback(self._lost)
                    self.reconnects.append(time.perf_counter() - begun)
                    return
            except (OSError, ViewerError, WebSocketException, http.client.HTTPException):
                pass  # The browser too just tries again; the patience above bounds it.
            wait = min(_LONGEST_WAIT, wait * 2) * random.uniform(0.7, 1)
        self._fail(ViewerError("没有再连上"))

    # --- runs ---

    async def _run(self) -> float:
        begun = time.perf_counter()
        self._drawn = asyncio.get_running_loop().create_future()
        await self._send(self._state())
        try:
            await asyncio.wait_for(self._drawn, _PATIENCE_SECONDS)
        except TimeoutError:
            raise ViewerError(f"{_PATIENCE_SECONDS} 秒没有画完") from None
        finally:
            self._drawn = None
        if self.seen.errors:
            raise ViewerError("；".join(self.seen.errors))
        return time.perf_counter() - begun

    async def _send(self, state: ClientState) -> None:
        try:
            await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        except ConnectionClosed as error:
            raise ViewerError("连接断了") from error

    def _state(self) -> ClientState:
        state = ClientState(query_string=urlencode(self._query), cached_message_hashes=list(self._cached))
        if self._page_hash:
            state.page_script_hash = self._page_hash
        else:
            state.page_name = self.page
        for choice in self.seen.choices.values():
            value = self.chosen.get(choice.widget_id, self._query.get(choice.query_key))
            if choice.several:
                widget = state.widget_states.widgets.add(id=choice.widget_id)
                widget.string_array_value.data.extend([value] if value is not None else [])
            elif value is not None:
                state.widget_states.widgets.add(id=choice.widget_id, string_value=value)
        context = state.context_info
        context.timezone, context.timezone_offset, context.locale = "Asia/Shanghai", -480, "zh-CN"
        context.url, context.color_scheme = f"{self.url}/{self.page}", "light"
        return state

    async def _repeat(self, fragment_id: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            try:
                await self._run_fragment(fragment_id)
            except ViewerError:
                return  # The reader sees the lost connection and comes back.

    async def _run_fragment(self, fragment_id: str) -> None:
        state = self._state()
        state.fragment_id, state.is_auto_rerun = fragment_id, True
        await self._send(state)

    def _stop_timers(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    # --- messages ---

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for data in socket:
                self.received_bytes += len(data)
                self._take(ForwardMsg.FromString(data))
        except ConnectionClosed:
            pass
        self._fail(ViewerError("连接断了"))

    def _take(self, message: ForwardMsg) -> None:
        message = self._from_cache(message)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            session = message.new_session
            self._session_id = session.initialize.session_id or self._session_id
            if not message.metadata.run.fragment_ids:
                self._page_hash = session.page_script_hash
                self._oldest_cached = session.config.max_cached_message_age or self._oldest_cached
                self._drawing = Seen()
                self._runs += 1
                self._stop_timers()
        elif kind == "navigation":
            self._drawing.pages = [
                "" if page.is_default else page.url_pathname for page in message.navigation.app_pages
            ]
            self._page_hash = message.navigation.page_script_hash or self._page_hash
        elif kind == "auto_rerun":
            again = message.auto_rerun
            if again.fragment_id not in self._timers:
                self._timers[again.fragment_id] = asyncio.create_task(self._repeat(again.fragment_id, again.interval))
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            _note(message.delta.new_element, self._drawing)
        elif kind == "script_finished" and not message.metadata.run.fragment_ids:
            self._finished(message.script_finished)

    def _from_cache(self, message: ForwardMsg) -> ForwardMsg:
        if message.WhichOneof("type") == "ref_hash":
            kept, _ = self._cached[message.ref_hash]
            self._cached[message.ref_hash] = (kept, self._runs)
            return kept
        if message.metadata.cacheable:
            self._cached[message.hash] = (message, self._runs)
        return message

    def _finished(self, status: int) -> None:
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self._drawing.errors.append("脚本没有编译")
        oldest = self._runs - self._oldest_cached
        self._cached = {key: kept for key, kept in self._cached.items() if kept[1] >= oldest}
        self.seen = self._drawing
        if self._drawn is not None and not self._drawn.done():
            self._drawn.set_result(None)

    def _fail(self, error: ViewerError) -> None:
        if self._drawn is not None and not self._drawn.done():
            self._drawn.set_exception(error)


def _note(element, seen: Seen) -> None:
    """Notes what matters here of an element: filters, headings, errors."""
    kind = element.WhichOneof("type")
    if kind in ("multiselect", "selectbox"):
        widget = getattr(element, kind)
        options = tuple(widget.options)
        seen.choices[widget.id] = Choice(widget.id, kind == "multiselect", options, widget.query_param_key)
    elif kind == "heading":
        seen.headings.append(element.heading.body)
    elif kind == "exception":
        seen.errors.append(f"{element.exception.type} {element.exception.message}".strip())
    elif kind == "alert" and element.alert.format == element.alert.ERROR:
        seen.errors.append(element.alert.body)


def _get(url: str, path: str, cookies: dict[str, str]) -> tuple[int, dict[str, str]]:
    """GET with http.client, which knows no proxy: status and the cookies set."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", parts.path + path, headers={"Cookie": _cookie_line(cookies)} if cookies else {})
        response = connection.getresponse()
        response.read()
        return response.status, _cookies_of(response.headers.get_all("Set-Cookie"))
    finally:
        connection.close()


def _cookies_of(lines: list[str] | None) -> dict[str, str]:
    pairs = [line.split(";", 1)[0].partition("=") for line in lines or ()]
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def _cookie_line(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())

"""Limits on how long and how large the head of a request may be, for where no nginx stands in front (deploy/README.md).

uvicorn waits for ever for the rest of a head, and keeps whatever comes: a thousand idle connections, or one endless
header, would take the files or the memory of the process. Streamlit starts uvicorn, lets nobody choose its protocol,
and has it chosen before it reads app.py: so the limits go into the methods of the usual one (docs/upgrading.md).
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 20
"""From the connection, or the first byte of a further request on it, to the end of the head."""
MOST_OF_A_HEAD = 64 * 1024
"""Bytes; the longest address with all filters is 2 KB."""


class _Head:
    """The head that a connection waits for: its timer, and how much of it has come."""

    def __init__(self, protocol: HttpToolsProtocol) -> None:
        self.protocol = protocol
        self.size = 0
        self.timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Whoever connects, or begins a further request, has so much time."""
        if self.timer is None:
            self.size = 0
            self.timer = self.protocol.loop.call_later(HEAD_SECONDS, self.refuse, "408 Request Timeout")

    def end(self) -> None:
        """It is complete, or nobody is there any more."""
        if self.timer is not None:
            self.timer.cancel()
        self.timer = None

    def refuse(self, status: str) -> None:
        """Says why and closes."""
        self.end()
        if not self.protocol.transport.is_closing():
            answer = f"HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            self.protocol.transport.write(answer.encode())
            self.protocol.transport.close()


def limit_requests() -> None:
    """From now on every new connection is within the limits."""
    names = ("connection_made", "data_received", "on_message_begin", "on_headers_complete", "connection_lost")
    usual = {name: getattr(HttpToolsProtocol, name) for name in names}

    def connection_made(protocol: HttpToolsProtocol, transport: asyncio.Transport) -> None:
        usual["connection_made"](protocol, transport)
        protocol.head = _Head(protocol)
        protocol.head.begin()

    def data_received(protocol: HttpToolsProtocol, data: bytes) -> None:
        protocol.head.size += len(data)
        usual["data_received"](protocol, data)
        if protocol.head.timer is not None and protocol.head.size > MOST_OF_A_HEAD:
            protocol.head.refuse("431 Request Header Fields Too Large")

    def on_message_begin(protocol: HttpToolsProtocol) -> None:
        usual["on_message_begin"](protocol)
        protocol.head.begin()

    def on_headers_complete(protocol: HttpToolsProtocol) -> None:
        protocol.head.end()
        usual["on_headers_complete"](protocol)

    def connection_lost(protocol: HttpToolsProtocol, error: Exception | None) -> None:
        protocol.head.end()
        usual["connection_lost"](protocol, error)

    for limited in (connection_made, data_received, on_message_begin, on_headers_complete, connection_lost):
        setattr(HttpToolsProtocol, limited.__name__, limited)

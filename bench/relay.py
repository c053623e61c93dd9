"""Bytes on the wire: a relay between browser and server that counts what the server sends, compressed as it is."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from .servers import Running


@dataclass
class Count:
    """Bytes from the server so far."""

    sent: int = 0


@contextmanager
def relayed(server: Running) -> Iterator[tuple[Running, Count]]:
    """``server`` under another address, and the count of what goes through there."""
    count, ready = Count(), threading.Event()
    port = int(server.url.rpartition(":")[2])
    place: dict = {}

    async def serve() -> None:
        relay = await asyncio.start_server(lambda *ends: _both_ways(*ends, port, count), "127.0.0.1", 0)
        place["port"] = relay.sockets[0].getsockname()[1]
        place["loop"], place["stop"] = asyncio.get_running_loop(), asyncio.Event()
        ready.set()
        await place["stop"].wait()
        relay.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait()
    yield replace(server, url=f"http://127.0.0.1:{place['port']}"), count
    place["loop"].call_soon_threadsafe(place["stop"].set)
    thread.join()


async def _both_ways(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, count: Count) -> None:
    there, back = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.gather(_copy(reader, back, Count()), _copy(there, writer, count), return_exceptions=True)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: Count) -> None:
    while data := await reader.read(65536):
        count.sent += len(data)
        writer.write(data)
        await writer.drain()
    writer.close()

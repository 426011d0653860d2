"""Work for clients: for one that may leave before it is done, and for many that ask at once."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

Json = dict[str, Any]
Result = TypeVar("Result")
# Seconds between two looks whether a client still waits.
_TICK = 0.2


async def run_while_awaited(request: Request, work: Callable[[threading.Event], Json]) -> Json:
    """Return what work in a thread returns; it is told to stop when the client has left."""
    stop = threading.Event()
    working = asyncio.ensure_future(run_in_threadpool(work, stop))
    try:
        while not working.done():
            if await request.is_disconnected():
                stop.set()
            await asyncio.wait([working], timeout=_TICK)
        return working.result()
    finally:
        stop.set()


class Turns:
    """Has so many questions read at once and the others wait, in the order they came; other requests do not wait."""

    def __init__(self, at_once: int):
        self.limiter = anyio.CapacityLimiter(at_once)

    async def read(self, request: Request, work: Callable[[], Result]) -> Result:
        """Return what work in a thread returns, once it is its turn; who has left by then is not worked for."""
        async with self.limiter:
            if await request.is_disconnected():
                raise HTTPException(408, "nobody waits for the answer any more")
            return await anyio.to_thread.run_sync(work)

"""Work for a client that may leave before it is done."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

Json = dict[str, Any]
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

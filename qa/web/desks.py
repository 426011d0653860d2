"""Desks: where several people share a library, each has an application of their own, and nobody sits at another's."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from qa.people.users import User

if TYPE_CHECKING:
    from fastapi import FastAPI


class Desks:
    """The applications of people, each made when its person first comes and kept until the server ends.

    Conversations, baskets, open pages and what waits for an answer belong to one application, so that no event and no
    route of one person's reaches anything of another's. One is made at a time, for it takes a second of the processor.
    """

    def __init__(self, build: Callable[[User], "FastAPI"]):
        self._build = build
        self._desks: dict[tuple[str, str], _Desk] = {}
        self._building = asyncio.Lock()

    async def open(self, user: User) -> "FastAPI":
        """Return a person's application, which is running."""
        # Somebody who became a reader does not go on at an editor's desk.
        key = (user.id, str(user.role))
        if key not in self._desks:
            async with self._building:
                if key not in self._desks:
                    desk = _Desk(await run_in_threadpool(_build_with_loop, self._build, user))
                    await desk.begin()
                    self._desks[key] = desk
        return self._desks[key].app

    async def close(self) -> None:
        """End all applications."""
        for desk in self._desks.values():
            await desk.end()


def _build_with_loop(build: Callable[[User], "FastAPI"], user: User) -> "FastAPI":
    """Return what is built in a thread: the page's framework wants a loop there, and would leave one open."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return build(user)
    finally:
        asyncio.set_event_loop(None)
        loop.close()


class _Desk:
    """An application that runs, as it would under a server of its own."""

    def __init__(self, app: "FastAPI"):
        self.app = app
        self._begun, self._over = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Have it run."""
        self._task = asyncio.create_task(self._run())
        await self._begun.wait()

    async def end(self) -> None:
        """Have it end."""
        self._over.set()
        if self._task:
            await self._task

    async def _run(self) -> None:
        """Begin and end it in one task, as what runs within it asks for."""
        try:
            async with self.app.router.lifespan_context(self.app):
                self._begun.set()
                await self._over.wait()
        finally:
            self._begun.set()

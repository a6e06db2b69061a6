"""Answers to SPARQL that are kept for the next one who asks: a knowledge base does not change while it is served."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kb.publishing.sparql import Asked, Reply

if TYPE_CHECKING:
    from datasette.app import Datasette

MOST_BYTES = 32_000_000
"""Bytes of answers that are kept for one knowledge base; the ones that nobody asked for longest go first."""
CHANGING = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
"""Functions that answer otherwise each time."""


class Memory:
    """Answers by what was asked. Who asks what is being asked already waits for the same answer; failures are not kept.

    >>> async def answer(asked): return Reply("csv", b"n", 1, False)
    >>> memory = Memory()
    >>> asyncio.run(memory.reply(Asked("select ?s {}", "csv", None), answer)).body, len(memory)
    (b'n', 1)
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._held = 0
        self._kept: OrderedDict[Asked, Reply] = OrderedDict()
        self._pending: dict[Asked, asyncio.Task[Reply]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    async def reply(self, asked: Asked, answer: Callable[[Asked], Awaitable[Reply]]) -> Reply:
        """The kept answer, else that of `answer`, which raises what it raises."""
        if CHANGING.search(asked.query):
            return await answer(asked)
        if (known := self._kept.get(asked)) is not None:
            self._kept.move_to_end(asked)
            return known
        if (task := self._pending.get(asked)) is None:
            task = asyncio.ensure_future(self._fetch(asked, answer))
            self._pending[asked] = task
            task.add_done_callback(lambda _: self._pending.pop(asked, None))
        return await asyncio.shield(task)

    async def _fetch(self, asked: Asked, answer: Callable[[Asked], Awaitable[Reply]]) -> Reply:
        reply = await answer(asked)
        if len(reply.body) <= self._most // 4:
            self._kept[asked] = reply
            self._held += len(reply.body)
        while self._held > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._held -= len(oldest.body)
        return reply


_MEMORIES: WeakKeyDictionary[Datasette, Memory] = WeakKeyDictionary()


def memory_of(datasette: Datasette) -> Memory:
    """The memory of the knowledge base that a Datasette serves."""
    return _MEMORIES.setdefault(datasette, Memory())

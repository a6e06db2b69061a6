"""Answers that are kept: asked once for many, forgotten oldest first, never kept where they change or fail."""

from __future__ import annotations

import asyncio

import pytest

from kb.explore.remembering import Memory
from kb.publishing.sparql import Asked, Reply


class Worker:
    """Counts how often it is asked; each answer is a hundred bytes long."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.failure = failure

    async def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked.query)
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        return Reply("csv", b"x" * 100, 1, False)


def query(text: str, rows: int = 10) -> Asked:
    return Asked(text, "csv", None, rows=rows)


def test_a_crowd_with_one_question_asks_once() -> None:
    worker, memory = Worker(), Memory()

    async def crowd() -> list[Reply]:
        return await asyncio.gather(*(memory.reply(query("select"), worker) for _ in range(50)))

    assert [reply.body for reply in asyncio.run(crowd())] == [b"x" * 100] * 50
    assert worker.asked == ["select"]


def test_other_limits_are_another_question() -> None:
    worker, memory = Worker(), Memory()
    for rows in (10, 20, 10):
        asyncio.run(memory.reply(query("select", rows), worker))
    assert worker.asked == ["select"] * 2


def test_the_oldest_answers_are_forgotten() -> None:
    worker, memory = Worker(), Memory(most_bytes=400)
    for text in ("a", "b", "c", "d", "a", "e", "a", "b"):
        asyncio.run(memory.reply(query(text), worker))
    assert len(memory) == 4
    assert worker.asked == ["a", "b", "c", "d", "e", "b"]


def test_an_answer_that_would_fill_the_memory_is_not_kept() -> None:
    worker, memory = Worker(), Memory(most_bytes=399)
    asyncio.run(memory.reply(query("a"), worker))
    assert len(memory) == 0


@pytest.mark.parametrize("text", [
    "select (now() as ?n) {}", "select (RAND () as ?n) {}", "construct {} { bind(bnode() as ?b) }",
])
def test_what_answers_otherwise_each_time_is_asked_each_time(text: str) -> None:
    worker, memory = Worker(), Memory()
    for _ in range(2):
        asyncio.run(memory.reply(query(text), worker))
    assert worker.asked == [text] * 2


def test_a_failure_is_told_to_all_who_wait_and_not_kept() -> None:
    worker, memory = Worker(ValueError("too long")), Memory()

    async def crowd() -> list[Reply | BaseException]:
        return await asyncio.gather(*(memory.reply(query("a"), worker) for _ in range(3)), return_exceptions=True)

    assert [str(one) for one in asyncio.run(crowd())] == ["too long"] * 3
    worker.failure = None
    assert asyncio.run(memory.reply(query("a"), worker)).rows == 1
    assert worker.asked == ["a", "a"]

"""Cited policies as one node each: by their official number, else by their title.

* One number is one policy where its titles are alike; under unlike titles it is several (a number may be misprinted).
* A title without number joins the only policy of that title that has one.
* A title that names neither the nation nor a division (实施方案, 管理办法) means a document of the place that cites
  it, and joins nothing of other places.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from kb.database import Row, insert
from kb.ids import digest
from kb.linking.names import listed
from loaders.values.divisions import find
from loaders.values.wording import fold

_NUMBER = re.compile(r"([^\W\d_]+)[〔\[(（【]((?:19|20)\d\d)[〕\])）】]第?(\d+)号")
_WRAPPING = re.compile(r"^.*?(?:印发|转发)(.+?)的?通知$")
_LAW = re.compile(r"^.{1,16}(?<!办)法典?$")
ALIKE = 0.8
"""Ratio of equal characters from which two titles of one number are two printings of it."""

CITATIONS = """
select c.id, c.title, c.number, c.document_id, o.department_id, o.region_code
from citations c join documents o on o.id = c.document_id order by c.id
"""


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation: who cites which title, with its number taken apart, and the place that a bare title means."""

    id: str
    title: str
    printed_number: str | None
    number: tuple[str, str, str] | None
    key: tuple[str, str | None]
    document: str
    department: str | None


def gather_policies(connection: sqlite3.Connection) -> None:
    """Fill `policies`, and say of each citation which one it cites."""
    cited = [_cited(row) for row in connection.execute(CITATIONS)]
    policies = _policies(cited)
    insert(connection, "policies", [_row(identifier, own) for identifier, own in sorted(policies.items())])
    pairs = [(identifier, one.id) for identifier, own in sorted(policies.items()) for one in own]
    connection.executemany("update citations set policy_id = ? where id = ?", pairs)


def _cited(row: sqlite3.Row) -> Cited:
    number = _NUMBER.search(row["number"] or "")
    key = title_key(row["title"], row["region_code"] or row["document_id"])
    parts = (number[1], number[2], str(int(number[3]))) if number else None
    return Cited(row["id"], row["title"], row["number"], parts, key, row["document_id"], row["department_id"])


def title_key(title: str, place: str) -> tuple[str, str | None]:
    """What two printings of one title share, and the place that it is limited to when it names none itself.

    >>> title_key("中华人民共和国预算法", "130609") == title_key("预算法", "350100")
    True
    >>> title_key("机构改革方案", "130609"), title_key("平乡县机构改革方案", "130532")
    (('机构改革方案', '130609'), ('平乡县机构改革方案', None))
    """
    folded = fold(title).removeprefix("中华人民共和国")
    national = folded != fold(title) or _LAW.match(folded) or folded.startswith(listed("national_policies"))
    return folded, None if national or len(find(title)) == 1 else place


def _policies(cited: Sequence[Cited]) -> dict[str, list[Cited]]:
    """The citations of each policy, by its id."""
    numbered: dict[tuple[str, str, str], list[Cited]] = defaultdict(list)
    for one in cited:
        if one.number:
            numbered[one.number].append(one)
    policies: dict[str, list[Cited]] = {}
    titled: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for number, own in sorted(numbered.items()):
        for identifier, alike in _of_number(number, own):
            policies[identifier] = alike
            for one in alike:
                titled[one.key].add(identifier)
    for one in cited:
        if one.number is None:
            known = titled.get(one.key, set())
            identifier = next(iter(known)) if len(known) == 1 else digest("policies", *one.key)
            policies.setdefault(identifier, []).append(one)
    return policies


def _of_number(number: tuple[str, str, str], own: Sequence[Cited]) -> list[tuple[str, list[Cited]]]:
    """The policies of one number: one, unless its titles are not alike; the most cited title has the number alone."""
    titles = Counter(fold(one.title) for one in own)
    heads: list[str] = []
    head_of: dict[str, str] = {}
    for title in sorted(titles, key=lambda title: (-titles[title], title)):
        head = next((head for head in heads if _alike(head, title)), None)
        if head is None:
            heads.append(title)
        head_of[title] = head or title
    found: dict[str, list[Cited]] = defaultdict(list)
    for one in own:
        found[head_of[fold(one.title)]].append(one)
    ids = {head: digest("policies", *number, *([head] if place else [])) for place, head in enumerate(heads)}
    return [(ids[head], found[head]) for head in heads]


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> bool:
    """Whether two folded titles are printings of one: the same but for a few signs, or a notice and what it issues."""
    one, other = (_WRAPPING.sub(r"\1", title) for title in (one, other))
    if one in other or other in one:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _row(identifier: str, own: Sequence[Cited]) -> Row:
    places = {one.key[1] for one in own if one.number is None} if not any(one.number for one in own) else set()
    place = next(iter(places), None)
    return {
        "id": identifier, "title": _most(one.title for one in own),
        "number": _most(one.printed_number for one in own if one.printed_number),
        "region_code": place if place and place.isdigit() and len(place) == 6 else None,
        "citation_count": len(own), "document_count": len({one.document for one in own}),
        "department_count": len({one.department for one in own if one.department}),
    }


def _most(texts: Iterable[str]) -> str | None:
    """The text printed most often; of several the longest."""
    counts = Counter(texts)
    return max(counts, key=lambda text: (counts[text], len(text), text), default=None)

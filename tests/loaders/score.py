"""How much of published documents is read, and how much of what is read is printed there.

`python tests/loaders/score.py KB_CORPUS [-v] [NAME...]` holds the readers against transcriptions made by eye from the
pictures of the pages (corpus_transcriptions/, one JSON file a document): what the document is, budget figures,
projects, their funds and indicators, the numbers of its duties and the headlines of its prose.
Recall is the share of printed facts that were read, precision the share of facts read that are printed.

A transcription may name forms under `not_transcribed`, give `null` for the indicators of a project, and leave out its
funds, `duties` or `statements`: what is read there is not counted, nor what stands in `statements_also`. Forms under
`sums_differ` are printed with sums that do not hold.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from loaders import LoadedDocument, load
from loaders.records import BudgetLine, Fund, Indicator, Project, Record, Responsibility, Statement
from loaders.values.wording import fold, without_notes

TRANSCRIPTIONS = Path(__file__).parent / "corpus_transcriptions"
GLYPHS = str.maketrans({"≧": "≥", "≦": "≤", "～": "~", "〜": "~"})
KINDS = ("document", "budget", "projects", "funds", "indicators", "duties", "statements")
SUMS = ("小计", "合计", "金额", "预算数", "决算数")
"""Columns that give the sum of the group above them."""
OTHER_TIMES = re.compile(r"上年|去年|增减|增长|比较|变动|变化|\d{4}年")
"""Groups of columns whose figures are not those of the year: the same column name says something else below them."""
THREE_PUBLIC = (
    ("organ_operating", r"机关运行"), ("会议费", r"会议"), ("培训费", r"培训"), ("abroad", r"出国"),
    ("reception", r"接待"), ("vehicle", r"购置.*(运行|运维)"), ("vehicle_purchase", r"购置"),
    ("vehicle_operation", r"运行|运维"),
)
"""The parts of a 三公 table, which are rows of one document and columns of another, and words of their names."""
HEADLINES = frozenset(
    {
        "income", "expenditure", "income_general_public", "income_government_fund", "income_state_capital",
        "income_special_account", "income_own_funds", "income_other", "income_carry_over", "basic", "personnel",
        "operating", "project", "organ_operating", "three_public", "abroad", "vehicle", "vehicle_purchase",
        "vehicle_operation", "reception", "procurement",
    }
)
"""Items of statements that are transcribed; a document says many more figures."""
LONG = 30
"""Signs of a name or target that are compared: long ones are not written out in the transcriptions."""
Fact = tuple[str | None, ...]


@dataclass(frozen=True)
class Score:
    """The facts of one kind that are printed in a document, and those that were read."""

    printed: Counter[Fact]
    read: Counter[Fact]

    @property
    def recall(self) -> float:
        """The share of what is printed that was read."""
        return _share((self.printed & self.read).total(), self.printed.total())

    @property
    def precision(self) -> float:
        """The share of what was read that is printed."""
        return _share((self.printed & self.read).total(), self.read.total())

    def differences(self) -> Iterator[str]:
        """Facts that were not read (-), and facts that are not printed (+)."""
        for sign, facts in (("-", self.printed - self.read), ("+", self.read - self.printed)):
            for fact in sorted(facts.elements(), key=str):
                yield f"  {sign} {' | '.join(part or '' for part in fact)}"


def transcriptions() -> dict[str, dict[str, Any]]:
    """The transcription of each document, by the name of its file without ending."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(TRANSCRIPTIONS.glob("*.json"))}


def scores(printed: dict[str, Any], loaded: LoadedDocument) -> dict[str, Score]:
    """What is printed in a document and what was read of it, for each kind of facts."""
    records = loaded.records
    left_out, year = set(printed.get("not_transcribed", ())), printed["document"]["year"]
    lines = [record for record in records if isinstance(record, BudgetLine) and record.form not in left_out]
    open_projects = {fold(project["name"]) for project in printed["projects"] if project["indicators"] is None}
    open_funds = {fold(project["name"]) for project in printed["projects"] if project.get("funds") is None}
    indicators = (_indicator(record) for record in records if isinstance(record, Indicator))
    region = loaded.region.name if loaded.region else None
    said = {"department": loaded.department, "year": loaded.fiscal_year, "kind": loaded.kind, "region": region}
    return {
        "document": Score(Counter(_identity(printed["document"])), Counter(_identity(said))),
        "budget": Score(
            Counter(_line(form, code, name, item_key(item, year), Decimal(amount))
                    for form, code, name, item, amount in printed["budget_lines"] if form not in left_out),
            Counter(_line(line.form, line.code, line.name, item_key(line.item, year), line.amount) for line in lines),
        ),
        "projects": Score(
            Counter(_project(p["name"], p["code"], p["amount_wan"]) for p in printed["projects"]),
            Counter(_project(p.name, p.code, p.amount) for p in records if isinstance(p, Project)),
        ),
        "funds": Score(
            Counter((fold(p["name"]), source, _amount(Decimal(amount)))
                    for p in printed["projects"] for source, amount in (p.get("funds") or {}).items()),
            Counter((fold(f.project.name), f.source, _amount(f.amount)) for f in records
                    if isinstance(f, Fund) and fold(f.project.name) not in open_funds),
        ),
        "indicators": Score(
            Counter(_printed_indicators(printed)), Counter(fact for fact in indicators if fact[0] not in open_projects)
        ),
        "duties": Score(
            Counter((fold(number),) for number in printed.get("duties", ())),
            Counter((fold(r.number or ""),) for r in records if isinstance(r, Responsibility) and "duties" in printed),
        ),
        "statements": _statements(printed, records),
    }


def _statements(printed: dict[str, Any], records: Iterable[Record]) -> Score:
    """Amounts and changes said of a headline of the budget; what may be read or not is not counted."""
    if "statements" not in printed:
        return Score(Counter(), Counter())
    expected, optional = (
        {fact for item, *figures in printed.get(key, ()) for fact in _said(item, *figures)}
        for key in ("statements", "statements_also")
    )
    headlines = {item for item, *_ in printed["statements"]} | HEADLINES
    said = (s for s in records if isinstance(s, Statement) and s.item in headlines)
    read = {fact for s in said for fact in _said(s.item, s.amount, s.change)}
    return Score(Counter(expected), Counter(read - (optional - expected)))


def _said(item: str, amount: Decimal | str | None, change: Decimal | str | None) -> Iterator[Fact]:
    for what, figure in (("amount", amount), ("change", change)):
        if figure is not None:
            yield item, what, _amount(Decimal(figure))


def _identity(said: Mapping[str, Any]) -> Iterator[Fact]:
    return ((key, str(value)) for key, value in said.items() if value is not None)


def _printed_indicators(printed: dict[str, Any]) -> Iterator[Fact]:
    groups: list[tuple[str, Iterable[list[str | None]]]] = [
        (project["name"], project["indicators"] or ()) for project in printed["projects"]
    ]
    for project, rows in [*groups, ("", printed["department_indicators"])]:
        for level1, level2, name, target in rows:
            yield fold(project), level1, level2, fold(name or "")[:LONG], target_key(target)


def _indicator(record: Indicator) -> Fact:
    project = fold(record.project.name) if record.project else ""
    return project, record.level1, record.level2, fold(record.name)[:LONG], target_key(record.target)


def _line(form: str, code: str | None, name: str, item: str, amount: Decimal) -> Fact:
    """A figure; its row is known by the code, and by the name where no code is printed."""
    if form in ("three_public", "organ_operating") and code is None:
        return _three_public(fold(name), item, amount)
    return form, code or fold(name), item, _amount(amount)


def _three_public(name: str, item: str, amount: Decimal) -> Fact:
    """A figure of a 三公 table: which part, of which time; the rest of row and column only says whose it is."""
    time, _, leaf = item.rpartition("/")
    parts = [part for words in (leaf, name) for part, pattern in THREE_PUBLIC if re.search(pattern, words)]
    if not time and OTHER_TIMES.search(leaf) and not any(re.search(pattern, leaf) for _, pattern in THREE_PUBLIC):
        time = leaf
    return "three_public", (parts or ["total"])[0], time, _amount(amount)


def item_key(item: str, year: int) -> str:
    """What a column is compared by: the last of its words, the group where that is its sum, and another time.

    >>> item_key("公务用车购置及运行费/小计", 2022), item_key("2022年/其中：公务接待费", 2022)
    ('公务用车购置及运行费', '公务接待费')
    >>> item_key("2021年/“三公”经费/公务接待费", 2022), item_key("上年/公务接待费", 2022)
    ('2021年/公务接待费', '上年/公务接待费')
    """
    if item.isascii():
        return item
    *groups, leaf = (fold(without_notes(word)).removeprefix("其中") for word in item.split("/"))
    times = (group for group in groups if OTHER_TIMES.search(group) and str(year) not in group)
    time = next(times, None)
    leaf = groups[-1] if groups and leaf in SUMS else leaf
    return f"{time}/{leaf}" if time and time != leaf else leaf


def _project(name: str, code: str | None, amount: str | Decimal | None) -> Fact:
    return fold(name), code, None if amount is None else _amount(Decimal(amount))


def _amount(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def target_key(target: str | None) -> str | None:
    """A target without blanks, widths and brackets around its unit.

    >>> target_key("＝ 100 ％"), target_key("≥13459(平方米)")
    ('=100%', '≥13459平方米')
    """
    if target is None:
        return None
    plain = unicodedata.normalize("NFKC", target).translate(GLYPHS)
    return "".join(letter for letter in plain if not letter.isspace() and letter not in "()…")[:LONG] or None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def main() -> None:
    """Print one line a document, and with -v every difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("names", nargs="*", help="beginnings of file names; all documents without them")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every difference")
    arguments = parser.parse_args()
    print(f"{'':46}" + "".join(f"{kind:>19}" for kind in KINDS))
    for stem, printed in transcriptions().items():
        path = next(arguments.corpus.glob(f"{stem}.*"), None)
        if path is None or (arguments.names and not stem.startswith(tuple(arguments.names))):
            continue
        found = scores(printed, load(path))
        print(f"{stem:46}" + "".join(f"{_cell(score):>19}" for score in found.values()))
        if arguments.verbose:
            for kind, score in found.items():
                print(*[f" {kind}", *score.differences()], sep="\n")


def _cell(score: Score) -> str:
    return f"{score.printed.total():3} {score.recall:7.1%} {score.precision:7.1%}"


if __name__ == "__main__":
    main()

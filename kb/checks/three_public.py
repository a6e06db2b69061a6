"""The “三公” table: the whole is the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.three_public import IDENTITIES, three_public_figures
from kb.checks.figures.totals import Figure
from kb.checks.finding import Finding, summed, wan


def three_public_adds_up(document: Sheets) -> Iterator[Finding]:
    """Rule `sum.three_public`: 三公 = 出国 + 用车 + 接待, and 用车 = 购置 + 运行.

    Why: the table is short, published by itself, and often typed by hand. A part that is not printed is nothing.
    Tolerance: rounding. Excluded: tables that do not name the whole, or none of its parts.
    """
    for sheet in document.get("three_public", []):
        figures = three_public_figures(sheet)
        for whole, parts in IDENTITIES:
            printed = [figures[part] for part in _printed(parts, figures)]
            amounts = [figure.fen for figure in printed]
            if whole in figures and printed and not sums_to(figures[whole].fen, amounts):
                yield _finding(figures[whole], printed)


def _printed(parts: Iterable[str], figures: Mapping[str, Figure]) -> Iterator[str]:
    """The parts that the table prints; the two of 用车 where it does not print their sum."""
    for part in parts:
        if part in figures:
            yield part
        elif part == "vehicle":
            yield from (below for below in IDENTITIES[0][1] if below in figures)


def _finding(whole: Figure, parts: list[Figure]) -> Finding:
    name, *names = [one.row.name if parts[0].item == "total" else one.item for one in (whole, *parts)]
    return Finding(
        rule="sum.three_public", severity="error", document_id=whole.sheet.document_id, subject_table="budget_lines",
        subject_id=whole.row.ids[whole.item], passage_id=whole.row.passage_id,
        message=f"three_public: {name} differs from {' + '.join(names)}", expected=summed([part.fen for part in parts]),
        actual=wan(whole.fen),
    )

"""Indicators from the rows of their tables, with the levels that hold there."""

from __future__ import annotations

from loaders.forms.indicator_rows import IndicatorRow, fit, target_of
from loaders.forms.indicator_tables import IndicatorTable
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Fault, Indicator, Project
from loaders.values.amounts import parse_number
from loaders.values.targets import parse_target


def read_indicator_row(
    row: Passage, table: IndicatorTable, project: Project | None, lexicon: Lexicon, reading: Reading
) -> bool:
    """Add the indicators of a row. Returns False, with a fault, when the cells do not fit the columns."""
    if _is_end(row, lexicon, reading):
        return False
    indicators = fit(row, table, lexicon)
    if not indicators:
        table.lose(row, lexicon)
        reading.fault(
            Fault(
                rule="read.row", severity="warning", passage=row.number, actual=row.text[:80],
                message="this row of an indicator table does not fit its columns and was not read",
            )
        )
        return False
    table.carry(indicators[0].level1, indicators[0].level2, lexicon)
    _report_strange(row, table, reading)
    level1 = lexicon.level1.exact(table.level1) or table.level1 if table.level1 else None
    level2 = lexicon.level2.exact(table.level2) or table.level2 if table.level2 else None
    for indicator in indicators:
        add_indicator(row, indicator, level1, level2, project, lexicon, reading)
    return True


def _is_end(row: Passage, lexicon: Lexicon, reading: Reading) -> bool:
    """Whether a row below the indicators is none: a total, a note, or the lines that close the form (unread)."""
    first = next(text for text in row.cells if text)
    for name, kind in (("totals", "total"), ("notes", "note")):
        if lexicon.structure[name].match(first):
            reading.known(kind, row)
            return True
    return lexicon.structure["table_ends"].match(first)


def _report_strange(row: Passage, table: IndicatorTable, reading: Reading) -> None:
    """Say once for each table which columns hold text that no record has a place for."""
    lost = [name for index, name in table.strange.items() if index < len(row.cells) and row.cells[index]]
    if lost:
        table.strange = {}
        reading.fault(
            Fault(
                rule="read.column", severity="info", passage=row.number, actual=" | ".join(lost),
                message="these columns of an indicator table are not read",
            )
        )


def add_indicator(
    row: Passage, read: IndicatorRow, level1: str | None, level2: str | None, project: Project | None,
    lexicon: Lexicon, reading: Reading,
) -> None:
    """Add an indicator with its canonical levels; a second level under another first one than its own is a fault."""
    printed = target_of(read.values)
    target = parse_target(printed, name=read.values["name"])
    weight = read.values.get("weight")
    reading.add(
        Indicator(
            passages=numbers([row]), position=reading.indicator_position(project),
            project=project, level1=level1, level2=level2, name=read.values["name"],
            description=read.values.get("description"), target=printed, operator=target.operator, value=target.value,
            value_high=target.value_high, unit=target.unit, measure=target.measure, basis=read.values.get("basis"),
            weight=parse_number(weight) if weight else None,
        )
    )
    parents = lexicon.level_parents.get(level2 or "", ())
    if level1 and parents and level1 not in parents:
        reading.fault(
            Fault(
                rule="indicator.level", severity="warning", passage=row.number, expected=" / ".join(parents),
                actual=level1, message=f"the second level {level2} stands under {level1}",
            )
        )

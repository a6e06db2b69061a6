"""Indicators from the rows of their tables, with the levels that hold there."""

from __future__ import annotations

from decimal import Decimal

from loaders.forms.goal_tables.indicator_rows import IndicatorRow, fit, is_template, target_of
from loaders.forms.goal_tables.indicator_tables import IndicatorTable, level_name
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
    if is_template(row, table, lexicon):
        _pass_template(row, table, lexicon, reading)
        return False
    indicators = fit(row, table, lexicon)
    if not indicators:
        table.lose(row, lexicon)
        reading.fault(
            Fault(
                rule="read.row", severity="warning", passage=row.number, actual=row.text[:80],
                message="this row of an indicator table does not fit its columns and was not read",
                message_zh="绩效指标表的这一行与表的栏目对不上，没有读入",
            )
        )
        return False
    table.carry(indicators[0].level1, indicators[0].level2, lexicon)
    _report_strange(row, table, reading)
    level1, level2 = level_name(table.level1, lexicon.level1), level_name(table.level2, lexicon.level2)
    _report_level(row, table, level1, level2, reading)
    for indicator in indicators:
        add_indicator(row, indicator, level1, level2, project, lexicon, reading)
    return True


def points(text: str | None) -> Decimal | None:
    """The points of a weight or score, printed with or without their unit.

    >>> points("20分"), points("12.5"), points("—"), points(None)
    (Decimal('20'), Decimal('12.5'), None, None)
    """
    return parse_number(text.rstrip("分%％ ")) if text else None


def _is_end(row: Passage, lexicon: Lexicon, reading: Reading) -> bool:
    """Whether a row below the indicators is none: a total, a note, or the lines that close the form (unread)."""
    first = next(text for text in row.cells if text)
    for name, kind in (("totals", "total"), ("notes", "note")):
        if lexicon.structure[name].match(first):
            reading.known(kind, row)
            return True
    return lexicon.structure["table_ends"].match(first)


def _pass_template(row: Passage, table: IndicatorTable, lexicon: Lexicon, reading: Reading) -> None:
    """Account for a row of levels without an indicator; its levels hold for the rows below."""
    level1, level2 = table.roles.text(row, "level1"), table.roles.text(row, "level2")
    known = (not level1 or lexicon.level1.exact(level1)) and (not level2 or lexicon.level2.exact(level2))
    if known and (level1 or level2):
        table.carry(level1, level2, lexicon)
    else:
        table.lose(row, lexicon)
    reading.known("template", row)


def _report_level(
    row: Passage, table: IndicatorTable, level1: str | None, level2: str | None, reading: Reading
) -> None:
    """Say where a printed level cannot be told, because it is cut off or glued to another."""
    unclear = [text for text, level in ((table.level1, level1), (table.level2, level2)) if text and level is None]
    if unclear:
        reading.fault(
            Fault(
                rule="read.level", severity="warning", passage=row.number, actual=" | ".join(unclear),
                message="it cannot be told which level this text means, so the indicator stands without it",
                message_zh="这些文字指的是哪一级指标无法判断，该指标按未列级别处理",
            )
        )


def _report_strange(row: Passage, table: IndicatorTable, reading: Reading) -> None:
    """Say once for each table which columns hold text that no record has a place for."""
    lost = [name for index, name in table.strange.items() if index < len(row.cells) and row.cells[index]]
    if lost:
        table.strange = {}
        reading.fault(
            Fault(
                rule="read.column", severity="info", passage=row.number, actual=" | ".join(lost),
                message="these columns of an indicator table are not read",
                message_zh="绩效指标表的这些栏目没有读入",
            )
        )


def add_indicator(
    row: Passage, read: IndicatorRow, level1: str | None, level2: str | None, project: Project | None,
    lexicon: Lexicon, reading: Reading,
) -> None:
    """Add an indicator with its canonical levels; a second level under another first one than its own is a fault."""
    printed = target_of(read.values)
    target = parse_target(printed, name=read.values["name"])
    weight, actual, score = (read.values.get(role) for role in ("weight", "actual", "score"))
    reached = parse_target(actual, name=read.values["name"])
    reading.add(
        Indicator(
            passages=numbers([row]), position=reading.indicator_position(project),
            project=project, level1=level1, level2=level2, name=read.values["name"],
            description=read.values.get("description"), target=printed, operator=target.operator, value=target.value,
            value_high=target.value_high, unit=target.unit, measure=target.measure, basis=read.values.get("basis"),
            weight=points(weight), actual=actual, score=points(score), deviation=read.values.get("deviation"),
            actual_value=reached.value if reached.operator == "=" and reached.unit == target.unit else None,
        )
    )
    parents = lexicon.level_parents.get(level2 or "", ())
    if level1 and parents and level1 not in parents:
        reading.fault(
            Fault(
                rule="indicator.level", severity="warning", passage=row.number, expected=" / ".join(parents),
                actual=level1, message=f"the second level {level2} stands under {level1}",
                message_zh=f"二级指标“{level2}”列在一级指标“{level1}”之下",
            )
        )

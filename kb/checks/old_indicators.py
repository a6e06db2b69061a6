"""Indicators one by one: targets, units, levels, costs. What reviewers object to most often."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from decimal import Decimal

from kb.checks.figures.sheets import words
from kb.checks.finding import Finding, Severity, passage_of
from loaders.values.amounts import UNIT_POWERS
from loaders.values.wording import fold, without_notes

INDICATORS = f"""
select i.*, p.amount_fen as project_fen, p.name as project, {passage_of('indicators', 'i.id')}
from indicators i left join projects p on p.id = i.project_id order by i.document_id, p.position, i.position, i.id
"""
COST_LEVELS = frozenset({"成本指标", "经济成本指标"})
SHARES = frozenset({"%", "‰", "百分点", "个百分点", "成", "折", "倍"})
GRADES = SHARES | {"分", "级", "星"}
SATISFACTION = "满意度指标"
SATISFACTION_LEVELS = frozenset({SATISFACTION, "服务对象满意度指标"})
_MEASURED = re.compile(r"^[^，,；;。]*满意[度率]$")


def targets_are_there(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rules `indicator.no_target` and `indicator.word_target`: an indicator has a target, one that can be measured.

    Why: nobody can say at the end of the year whether “显著提高” was reached. Severity: a missing target is a
    warning, a target in words a hint. Excluded: deadlines and lists of quantities.
    """
    for row in connection.execute(INDICATORS):
        if row["measure"] == "missing":
            yield _finding("indicator.no_target", "warning", row, f"“{row['name']}” has no target", None, None)
        elif row["measure"] == "quality":
            message = f"the target of “{row['name']}” is in words"
            yield _finding("indicator.word_target", "info", row, message, "a number", row["target"])


def units_fit_names(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `indicator.unit_name`: the unit is one that the name allows.

    A price, cost or fee is money; a rate or share is in percent; a count is not in percent; a cost indicator is in
    percent only when its name is a rate. Why: “刻章成本 ≤480套” measures something else than it says. Excluded:
    targets without a number or without a unit; rates of money (元/人); names that end in brackets are read without.
    """
    for row in connection.execute(INDICATORS):
        if row["value"] is None or not row["unit"]:
            continue
        expected = _expected_unit(fold(without_notes(row["name"])), row["level2"] or row["level1"], row["unit"])
        if expected:
            message = f"the unit of “{row['name']}” differs from what its name measures"
            yield _finding("indicator.unit_name", "warning", row, message, expected, row["target"])


def _expected_unit(name: str, level: str | None, unit: str) -> str | None:
    """What the unit should be, when it contradicts the name."""
    share = unit in SHARES
    if name.endswith(words("share_ends")):
        return None if share or unit in GRADES else "a share in percent"
    if name.endswith("满意度"):
        return None if unit in GRADES else "a share in percent, or points"
    if name.endswith(words("count_ends")):
        return "a number of things" if share else None
    if name.endswith(words("price_ends")):
        return None if _is_money(unit) else "money"
    return "money, or a rate by its name" if level in COST_LEVELS and share and not name.endswith("度") else None


def _is_money(unit: str) -> bool:
    return any(sign in unit for sign in ("元", "万", "亿"))


def cost_is_not_the_budget(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `indicator.cost_ceiling`: the target of a cost indicator is not just the whole amount of the project.

    Why: a ceiling equal to the budget asks for no economy. A hint. Excluded: projects without an amount.
    """
    for row in connection.execute(INDICATORS):
        if row["level2"] not in COST_LEVELS and row["level1"] != "成本指标":
            continue
        fen = _fen(row["value"], row["unit"])
        if fen is not None and fen == row["project_fen"] and row["operator"] in ("≤", "=", "<"):
            message = f"the target of “{row['name']}” is the whole amount of the project"
            yield _finding("indicator.cost_ceiling", "info", row, message, None, row["target"])


def _fen(value: float | None, unit: str | None) -> int | None:
    """A target of money in 分; 万 means 万元."""
    power = UNIT_POWERS.get({"万": "万元", "亿": "亿元"}.get(unit or "", unit or ""))
    if value is None or power is None:
        return None
    return int((Decimal(repr(value)).scaleb(power + 6)).to_integral_value())


def names_fit_levels(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `indicator.level_name`: indicators of satisfaction, and only they, stand at the level of satisfaction.

    Why: “活动完成率” under 满意度指标 leaves the level empty in truth. Severity: a warning there, a hint where
    satisfaction stands at another level. Excluded: indicators without a first level, and sentences that only end in
    满意度.
    """
    for row in connection.execute(INDICATORS):
        name, levels = fold(row["name"]), (row["level1"], row["level2"])
        if row["level1"] == SATISFACTION and not any(word in name for word in words("satisfaction")):
            message = f"“{row['name']}” stands under {SATISFACTION} and measures something else by its name"
            yield _finding("indicator.level_name", "warning", row, message, "satisfaction", row["name"])
        elif row["level1"] and not SATISFACTION_LEVELS & set(levels) and _MEASURED.search(row["name"]):
            level = row["level1"]
            message = f"“{row['name']}” measures satisfaction and stands under {level}"
            yield _finding("indicator.level_name", "info", row, message, SATISFACTION, level)


def _finding(
    rule: str, severity: Severity, row: sqlite3.Row, message: str, expected: str | None, actual: str | None
) -> Finding:
    where = f" (project “{row['project']}”)" if row["project"] else ""
    return Finding(
        rule=rule, severity=severity, document_id=row["document_id"], subject_table="indicators",
        subject_id=row["id"], message=message + where, expected=expected, actual=actual, passage_id=row["passage_id"],
    )

"""What changed between two sides, as a person reads it: body by body, a head with the whole budget, then each thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import click
from rich.cells import cell_len
from rich.console import Console

from kb.checks.figures.names import name_of
from kb.comparing import KINDS, RESULTS, Change, Compared, wan_text
from kb.comparing.change import Place, Value, percent
from kb.display.documents import folded

WORDS = {
    "en": {
        "appeared": "appeared", "vanished": "vanished", "changed": "changed", "renamed": "renamed",
        "ambiguous": "ambiguous", "department": "department", "document": "documents",
        "responsibility": "responsibilities", "project": "projects", "indicator": "indicators",
        "budget_line": "budget tables", "procurement": "procurements", "asset": "assets",
        "statement": "figures said in the text",
        "whole": "whole budget", "compared": "budgets compared", "accounts": "final accounts",
        "differ": "with differences",
        "page": "p.{}", "line": "l.{}", "sha256": "content",
    },
    "zh": {
        "appeared": "新增", "vanished": "取消", "changed": "变动", "renamed": "更名", "ambiguous": "不明",
        "department": "部门", "document": "文件", "responsibility": "职责", "project": "项目", "indicator": "指标",
        "budget_line": "预算表", "procurement": "政府采购", "asset": "资产", "statement": "文字所述数字",
        "whole": "预算总额",
        "compared": "比较预算", "accounts": "决算", "differ": "其中有差异",
        "page": "第{}页", "line": "第{}行", "sha256": "内容",
        "name": "名称", "amount": "金额", "executed": "执行数", "attribute": "属性", "period": "期限",
        "purpose": "用途", "target": "指标值", "actual": "实际值", "level1": "一级指标", "level2": "二级指标",
        "description": "说明", "basis": "依据", "quantity": "数量", "unit": "单位", "value": "价值", "kind": "类型",
        "parent": "主管部门", "nature": "性质", "rank": "级别", "funding_mode": "经费形式",
    },
}
MARK = 9
"""Cells of the longest word for what happened."""
COLUMN = " " * 10
SHORT = 66
"""Cells that a column's name and its two values may take to stand on one line."""


def show_changes(found: Iterable[Compared], language: str, summary: bool) -> bool:
    """Write all differences, or of each body only its head; returns whether there are any."""
    width, told = Console().width, _Told(language)
    compared = differ = 0
    for one in found:
        compared += 1
        if one.changes:
            differ += 1
            for line in (*told.head(one), *(() if summary else told.details(one.changes)), ""):
                indent = " " * (len(line) - len(line.lstrip()))
                for part in folded(line.lstrip(), width - len(indent)) or [""]:
                    click.echo((indent + part).rstrip())
    click.echo(f"{told.words['compared']} {compared:,} · {told.words['differ']} {differ:,}")
    return differ > 0


class _Told:
    """Differences in the words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = WORDS[language]

    def head(self, one: Compared) -> Iterator[str]:
        """The body, its years, its whole budget, and how many things of each kind differ."""
        years = " → ".join(str(year) for year in dict.fromkeys(one.years) if year is not None)
        accounts = self.words["accounts"] if one.accounts else ""
        yield " · ".join(part for part in (one.department, accounts, years) if part)
        if one.old_total is not None or one.new_total is not None:
            yield f"  {self.words['whole']} {self._values(one.old_total, one.new_total)} 万元"
        for kind in KINDS:
            numbers = [(result, one.count(kind, result)) for result in RESULTS]
            if any(number for _, number in numbers):
                counted = " · ".join(f"{self.words[result]} {number:,}" for result, number in numbers if number)
                yield f"  {self.words[kind]}: {counted}"

    def details(self, changes: Sequence[Change]) -> Iterator[str]:
        """Every thing under its kind, every row of a budget table under its table, indicators under their project."""
        several = len({(one.old_place.path, one.new_place.path) for one in changes if one.old_id and one.new_id}) > 1
        for (kind, owner), group in groupby(changes, key=lambda one: (one.kind, one.owner)):
            table = self._of(owner) if owner and kind == "budget_line" else owner
            yield ""
            yield f"  {self.words[kind]} · {table}" if table else f"  {self.words[kind]}"
            for _, same in groupby(group, key=lambda one: (one.old_id, one.new_id)):
                yield from self._thing(list(same), several)

    def _thing(self, same: Sequence[Change], several: bool) -> Iterator[str]:
        """One thing: what happened to it, its name, its places; then each column that differs."""
        first = same[0]
        mark = self.words[first.result]
        head = f"    {mark}{' ' * (MARK - cell_len(mark))}  {first.name}"
        if first.result in ("appeared", "vanished"):
            value = first.old if first.new is None else first.new
            head += "" if value is None else f" · {self._value(value)}"
        yield f"{head} · {self._places(first, several)}"
        if first.result not in ("appeared", "vanished"):
            for values, columns in groupby(same, key=lambda one: (one.old, one.new)):
                yield from self._columns(", ".join(self._column(one) for one in columns), *values)

    def _columns(self, named: str, old: Value, new: Value) -> Iterator[str]:
        """Two short values on one line, two long ones below each other."""
        told = self._values(old, new)
        if cell_len(named) + cell_len(told) < SHORT:
            yield f"{COLUMN}{named} {told}"
            return
        yield f"{COLUMN}{named}"
        if isinstance(old, int) or isinstance(new, int):
            yield f"{COLUMN}  {told}"
        else:
            yield f"{COLUMN}- {self._value(old)}"
            yield f"{COLUMN}+ {self._value(new)}"

    def _column(self, one: Change) -> str:
        what = one.what or ""
        if one.kind == "budget_line" and what != "name":
            return self._of(what)
        return self.words.get(what, what.replace("_", " "))

    def _of(self, notation: str) -> str:
        name = name_of(notation)
        return name.zh if self.language == "zh" else name.en

    def _values(self, old: Value, new: Value) -> str:
        """Both values; of money also the difference, in 万元 and in percent."""
        told = f"{self._value(old)} → {self._value(new)}"
        if not isinstance(old, int) or not isinstance(new, int):
            return told
        share = percent(old, new)
        return f"{told} ({wan_text(new - old, sign=True)}{'' if share is None else f', {share:+.1f}%'})"

    def _value(self, value: Value) -> str:
        return wan_text(value) if isinstance(value, int) else value or "–"

    def _places(self, one: Change, several: bool) -> str:
        old, new = (self._place(place, several) for place in (one.old_place, one.new_place))
        return f"{old} → {new}" if old and new and old != new else new or old

    def _place(self, place: Place, several: bool) -> str:
        page = self.words["page"].format(place.page) if place.page else None
        lines = self.words["line"].format(place.lines) if place.lines else None
        path = place.path if several or not (page or lines) else None
        return " ".join(part for part in (path, page, lines) if part)

"""The goal table of each project: code, money, plan of spending, goal, indicators."""

from __future__ import annotations

from collections.abc import Iterator

from redump import Block

from synthetic.disclosure import Disclosure
from synthetic.indicators import Indicator
from synthetic.money import show
from synthetic.projects import Project


def goal_tables(document: Disclosure) -> Iterator[Block]:
    """All goal tables, each under its title."""
    yield Block(text="第二部分 预算项目绩效目标")
    for number, project in enumerate(document.projects, 1):
        yield Block(text=f"{number}、{project.name}绩效目标表")
        yield Block(text=f"{document.body.code}001{document.body.name}本级")
        yield Block(text="单位：万元")
        yield Block(rows=tuple(_rows(project)))


def _rows(project: Project) -> Iterator[tuple[str, ...]]:
    yield "项目编码", project.code, "项目名称", project.name, "", ""
    yield "预算规模及资金用途", "预算数", show(project.amount), "其中：财政资金", show(project.treasury), "其他资金"
    yield "", f"用于{project.topic}的人工、材料和检测", "", "", "", ""
    yield "资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ""
    yield "", *(f"{percent}%" for percent in project.plan), ""
    yield "绩效目标", f"1.完成年度{project.topic}任务，质量合格，群众受益。", "", "", "", ""
    yield "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"
    level1 = level2 = ""
    for row in project.indicators:
        first = "" if row.level1 == level1 else row.level1
        second = "" if (row.level1, row.level2) == (level1, level2) else row.level2
        yield _indicator(row, first, second)
        level1, level2 = row.level1, row.level2


def _indicator(row: Indicator, level1: str, level2: str) -> tuple[str, ...]:
    return level1, level2, row.name, row.description, row.target, row.basis

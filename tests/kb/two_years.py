"""Made-up disclosures of one department: what they say is given in a few words, and printed as a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    name: str
    amount: str
    indicators: tuple[str, ...] = ("产出指标|数量指标|巡查次数|≥10次",)
    code: str = ""
    goal: str = "保障运行"


@dataclass(frozen=True)
class Disclosure:
    """A row of the budget table is written `code name total`, a duty and a sentence as they are."""

    year: int
    name: str = "甲县水利局"
    duties: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    projects: tuple[Project, ...] = ()
    said: tuple[str, ...] = ()
    kind: str = "部门预算"

    def text(self) -> str:
        """The document in Markdown."""
        parts = [f"# {self.name}{self.year}年{self.kind}"]
        if self.duties:
            parts += ["## 一、部门职责", *(f"（{'一二三四五六'[n]}）{duty}" for n, duty in enumerate(self.duties))]
        if self.said:
            parts += ["## 二、收支预算总体情况说明", *self.said]
        if self.rows:
            table = "\n".join(["| 科目编码 | 科目名称 | 合计 |", "|---|---|---|", *self._rows()])
            parts += ["## 支出总表", "单位：万元", table]
        for number, project in enumerate(self.projects, 1):
            parts += [f"## {number}、{project.name}绩效目标表", "单位：万元", "\n".join(_table(project))]
        return "\n\n".join(parts) + "\n"

    def _rows(self) -> Iterable[str]:
        for row in self.rows:
            code, name, total = row.split()
            yield f"| {'' if code == '-' else code} | {name} | {total} |"

    def write(self, folder: Path) -> Path:
        """Put the document into a folder; returns the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}{self.year}{self.kind}.md").write_text(self.text(), encoding="utf-8")
        return folder


def _table(project: Project) -> Iterable[str]:
    yield f"| 项目名称 | {project.name} | 预算数 | {project.amount} |"
    if project.code:
        yield f"| 项目编码 | {project.code} | | |"
    yield f"| 绩效目标 | {project.goal} | | |"
    if project.indicators:
        yield "| 一级指标 | 二级指标 | 三级指标 | 指标值 |"
    for indicator in project.indicators:
        yield f"| {indicator.replace('|', ' | ')} |"

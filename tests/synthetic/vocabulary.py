"""The words of made-up disclosures: fields of work with their classes of expenditure, and parts of indicator names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Field:
    """What a bureau does: its name, the codes of its expenditure with their names, and the things it looks after."""

    bureau: str
    codes: dict[str, str]
    topics: tuple[str, ...]

    @property
    def subclass(self) -> str:
        """The code of its 款."""
        return next(code for code in self.codes if len(code) == 5)


_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIELDS = tuple(Field(row["bureau"], row["codes"], tuple(row["topics"])) for row in _TABLES["fields"])
EVERYWHERE: dict[str, str] = _TABLES["everywhere"]
"""Classes of expenditure that every body has."""
ECONOMIC: dict[str, str] = _TABLES["economic"]

QUALIFIERS = ("", "", "城区", "乡镇", "重点", "新增", "试点", "山区", "沿线", "片区", "示范", "偏远村")
TAILS = ("经费", "项目", "专项经费", "补助资金", "工作经费", "专项", "工程")
DUTY_VERBS = ("负责", "组织实施", "指导监督", "统筹", "承担")

QUANTITIES = (
    ("数量", "个"), ("次数", "次"), ("人数", "人"), ("面积", "平方米"), ("户数", "户"), ("场次", "场"), ("台数", "台"),
)
"""Ends of the names of quantities, and what they are counted in."""
QUALITIES = ("合格率", "达标率", "完好率", "准确率", "验收通过率", "规范率", "档案完整率")
TIMES = ("完成及时率", "按期开工率", "资金到位及时率", "响应及时率")
COSTS = ("单次成本", "平均成本", "物料成本", "单项费用")
EFFECTS = ("覆盖率", "知晓率", "参与率", "利用率", "受益率", "改善率", "普及率")
LASTING = ("持续运行率", "长效机制健全率", "后续管护率")
SATISFIED = ("服务对象满意度", "受益群众满意度", "参与人员满意度", "办事群众满意度", "基层单位满意度")
BOILERPLATE = (
    ("产出指标", "质量指标", "综合事务完成率", "≥95%"),
    ("产出指标", "时效指标", "任务完成及时率", "≥100%"),
    ("效益指标", "社会效益指标", "保障工作正常开展率", "≥98%"),
    ("效益指标", "可持续影响指标", "制度执行率", "≥95%"),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%"),
)
"""Indicators that some departments copy over all their projects."""
BASES = ("年度工作计划", "行业统计年报", "上年完成情况", "实施方案", "合同约定")
MEASURES = (
    ("完善制度建设", "健全预算绩效和资金管理方面的制度，打牢制度基础。"),
    ("加强支出管理", "细编预算，采购手续早办，资金按时支付。"),
    ("加强绩效运行监控", "跟踪绩效运行，遇到问题马上纠正。"),
    ("规范财务资产管理", "管好固定资产登记、使用和处置。"),
    ("加强宣传培训", "培训职工，开展调研，强化绩效意识。"),
)

"""Duties of every department are told from those of one field by what they mean."""

from __future__ import annotations

import pytest

from loaders.forms.prose.general_duties import is_general
from loaders.lexicon import lexicon


@pytest.mark.parametrize("duty", [
    "贯彻执行国家有关林业的方针政策和法律法规，拟订林业规划并组织实施。",
    "县林业局负责贯彻落实党中央关于林业工作的方针政策，把坚持和加强党的领导落实到履行职责过程中。",
    "贯彻执行省委、省政府，市委、市政府及县委、县政府关于林业的方针政策，制定有关办法。",
    "起草林业地方性法规、规章草案；制定林业规划并组织实施。",
    "完成县委、县政府交办的其他任务。",
    "承办市政府和上级部门交办的其他工作任务等",
    "承办市政府交办的其他事项。内设机构根据职责设立。",
    "负责机关及所属单位的党建工作。",
    "负责本行业安全生产监督管理工作。",
    "按规定承担职责范围内的安全生产和消防工作。",
    "职能转变。加强林业工作统筹，优化机制。",
])
def test_general_duties(duty: str) -> None:
    assert is_general(duty, lexicon())


@pytest.mark.parametrize("duty", [
    "",
    "贯彻执行木材进出口管理办法，指导林产品基地建设。",
    "贯彻执行有关林业的法律、法规。组织造林绿化，管理国有林场，监测森林资源，防治有害生物，保护野生动物。",
    "执行债务管理的制度，建立风险预警机制，加快形成规范的融资机制。",
    "承办领导交办的信访事项，督促检查批示的落实。",
    "统筹推进社区党建和“两新”组织党建工作。",
    "负责危险化学品安全生产许可。",
    "拟订造林规划、政策和规章；组织全民义务植树。",
])
def test_duties_of_a_field(duty: str) -> None:
    assert not is_general(duty, lexicon())

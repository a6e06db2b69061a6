"""How well duties are linked: held against labels made by reading, and on made-up documents of other fields."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from score_duties import DATA, KINDS, Result, results

from kb import database
from kb.pipeline import build

CORPUS = os.environ.get("KB_CORPUS")
REACHED = {  # precision and recall of each relation, as CONTRIBUTING.md publishes them; never lowered
    "data": {
        "has a project": (1.0, 0.88), "funded_by": (1.0, 0.88), "pursued_by": (1.0, 0.73), "served_by": (1.0, 0.72),
    },
    "corpus": {
        "has a project": (1.0, 0.47), "funded_by": (1.0, 0.46), "pursued_by": (1.0, 0.59), "served_by": (1.0, 0.36),
    },
}
FOLDERS = {"data": DATA, **({"corpus": Path(CORPUS)} if CORPUS else {})}


@pytest.mark.parametrize("name", FOLDERS)
def test_links_are_as_right_and_as_many_as_published(name: str) -> None:
    whole = Result()
    for _, result in results(FOLDERS[name]):
        whole.add(result)
    assert whole.unfunded == []
    for kind in KINDS:
        score, (precision, recall) = whole.scores[kind], REACHED[name][kind]
        right, found = len(score.right), len(score.right | score.wrong)
        assert right / found >= precision, (kind, sorted(score.wrong))
        assert right / len(score.right | score.missed) >= recall, (kind, sorted(score.missed))


WATER = """# 青河县水利局2025年部门预算

## 一、部门职责

1. 贯彻执行国家、省、市水利工作的方针政策和法律法规，拟订水利规划、政策并组织实施。
2. 组织、指导全县水土保持工作，监测水土流失，实施重点治理。
3. 负责农村饮水安全，指导村镇供水设施的运行维护。
4. 承担防汛抗旱的日常工作，编制洪水预报，储备防汛物资。
5. 指导小型水库和堤防的安全运行，组织除险加固。
6. 负责水行政执法，调处水事纠纷。
7. 负责职责范围内的安全生产监督管理。
8. 完成县委、县政府交办的其他任务。

## 二、项目支出绩效目标

| 项目名称 | 小型水库维修养护资金 |
| 绩效目标 | 完成12座水库的养护。 |

| 项目名称 | 2025年农村供水维修经费 |
| 绩效目标 | 更换老化的管道。 |

| 项目名称 | 防汛物资储备专项 |
| 绩效目标 | 备足编织袋和冲锋舟。 |

| 项目名称 | 办公楼租赁费 |
| 绩效目标 | 机关正常办公。 |
"""
SCHOOLS = """# 青河县教育局2025年部门预算

## 一、部门职责

1. 贯彻党的教育方针，落实国家教育法律法规，起草全县教育发展规划并组织实施。
2. 负责学前教育的普及与普惠，审批和管理民办幼儿园。
3. 统筹城乡义务教育均衡发展，指导学校布局调整。
4. 指导中等职业教育的专业建设和产教融合。
5. 负责教师队伍建设，组织教师培训和职称评审。
6. 管理学生资助，落实家庭经济困难学生的资助政策。
7. 组织高中招生考试和学业水平考试。
8. 负责语言文字工作，推广普通话。
9. 负责机关和直属单位的党建工作。

## 二、项目支出绩效目标

| 项目名称 | 家庭经济困难学生资助资金 |
| 绩效目标 | 资助及时发放。 |

| 项目名称 | 教师培训经费 |
| 绩效目标 | 培训骨干教师。 |

| 项目名称 | 招生考试工作经费 |
| 绩效目标 | 各项考试平稳。 |

| 项目名称 | 直属学校安保服务费 |
| 绩效目标 | 校园平安。 |
"""


@pytest.mark.parametrize(("text", "general", "funded"), [
    (WATER, {"1", "7", "8"}, {
        ("3", "2025年农村供水维修经费"), ("4", "防汛物资储备专项"), ("5", "小型水库维修养护资金"),
    }),
    (SCHOOLS, {"1", "9"}, {("6", "家庭经济困难学生资助资金"), ("5", "教师培训经费"), ("7", "招生考试工作经费")}),
], ids=["water", "schools"])
def test_duties_of_other_fields(text: str, general: set[str], funded: set[tuple[str, str]], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "budget.md").write_text(text, encoding="utf-8")
    connection = database.connect(build([tmp_path / "in"], tmp_path / "kb").folder / "kb.db", read_only=True)
    found = connection.execute(
        "select r.number, p.name from links l join responsibilities r on r.id = l.source_id"
        " join projects p on p.id = l.target_id where l.relation = 'funded_by'"
    ).fetchall()
    kinds = connection.execute("select number from responsibilities where kind = 'general'").fetchall()
    connection.close()
    assert {tuple(row) for row in found} == funded
    assert {number for (number,) in kinds} == general

"""The narrative of a disclosure: duties, units, figures in sentences, goals by item, measures."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from redump import Block

from synthetic import vocabulary as words
from synthetic.disclosure import Disclosure
from synthetic.money import show
from synthetic.tables import asset_classes, purchases

CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def narrative(document: Disclosure) -> Iterator[Block]:
    """What stands before the goal tables, paragraph by paragraph."""
    for part in (_opening, _figures, _goals):
        yield from (Block(text=text) for text in part(document))


def _opening(document: Disclosure) -> Iterator[str]:
    name, year = document.body.name, document.year
    yield f"{name}{year}年部门预算信息公开情况说明"
    yield "一、部门职责及机构设置情况"
    yield "部门职责："
    topics = document.body.field.topics
    chance = Random(f"{document.body.number}/duties")
    for number, topic in enumerate(topics, 1):
        verb, other = chance.choice(words.DUTY_VERBS), chance.choice(topics)
        policy = f"，执行{_policy(document, topic, number)}" if number % 3 == 0 else ""
        yield f"（{CHINESE[number - 1]}）{verb}{topic}工作，编制{other}年度计划并督促落实{policy}。"
    yield f"（{CHINESE[len(topics)]}）完成县委、县政府交办的其他任务。"


def _policy(document: Disclosure, topic: str, number: int) -> str:
    place = document.body.division.name
    return f"《{place}{topic}管理办法》（{place[0]}政办字〔20{10 + number}〕{number + 3}号）"


def organisation(document: Disclosure) -> Iterator[Block]:
    """The list of the department's units."""
    yield Block(text="机构设置：")
    yield Block(rows=(
        ("单位名称", "单位性质", "单位规格", "经费保障形式"),
        (f"{document.body.name}本级", "行政", "正科级", "财政拨款"),
    ))


def _figures(document: Disclosure) -> Iterator[str]:
    year, now, last = document.year, document.budget, document.before
    yield "二、部门预算安排的总体情况"
    yield "1、收入说明"
    yield f"{year}年预算收入{show(now.total)}万元，其中：一般公共预算收入{show(now.total)}万元，基金预算收入0万元。"
    yield "2、支出说明"
    yield (
        f"{year}年支出预算{show(now.total)}万元，其中基本支出{show(now.basic)}万元，包括人员经费{show(now.personnel)}万元和"
        f"日常公用经费{show(now.operating)}万元；项目支出{show(now.project)}万元。"
    )
    yield "3、比上年增减情况"
    changes = (now.total - last.total, now.basic - last.basic, now.project - last.project)
    whole, basic, project = map(_change, changes)
    yield (
        f"{year}年预算收支安排{show(now.total)}万元，较{year - 1}年{whole}。其中：基本支出{basic}，主要原因是人员变动；"
        f"项目支出{project}，主要原因是任务调整。"
    )
    yield "三、机关运行经费安排情况"
    yield f"{year}年我部门机关运行经费安排{show(now.operating)}万元，主要用于办公、印刷、邮电和差旅。"
    yield "四、财政拨款“三公”经费预算情况及增减变化原因"
    yield (
        f"{year}年，我部门财政拨款“三公”经费预算安排{show(now.vehicle + now.reception)}万元，"
        "其中因公出国（境）费0万元；"
        f"公务用车购置及运维费{show(now.vehicle)}万元（其中：公务用车购置费0万元，公务用车运维费{show(now.vehicle)}万元）；"
        f"公务接待费{show(now.reception)}万元。"
    )


def _change(amount: int) -> str:
    return f"{'增加' if amount >= 0 else '减少'}{show(abs(amount))}万元"


def _goals(document: Disclosure) -> Iterator[str]:
    yield "五、绩效预算信息"
    yield "第一部分 部门整体绩效目标"
    yield "（一）总体绩效目标"
    first, second = document.body.field.topics[:2]
    yield f"{document.year}年，围绕{first}和{second}，保障民生，提升服务水平。"
    yield "（二）分项绩效目标"
    for number, project in enumerate(document.projects[:8], 1):
        yield f"{number}、做好{project.topic}"
        yield f"绩效目标：按《关于推进{project.topic}的实施意见》安排{project.topic}任务，扩大受益范围。"
        yield f"绩效指标：{project.topic}任务完成率达到{90 + number}%以上。"
    yield "（三）工作保障措施"
    for number, (title, text) in enumerate(words.MEASURES, 1):
        yield f"{number}、{title}。{text}"


def closing(document: Disclosure) -> Iterator[Block]:
    """What is said of procurement and assets after their lists."""
    bought = show(sum(amount for *_, amount in purchases(document)))
    yield Block(text="八、政府采购预算情况")
    yield Block(text=f"{document.year}年，我部门安排政府采购预算{bought}万元。")
    owned = show(sum(value for *_, value in asset_classes(document)))
    yield Block(text="九、国有资产信息")
    yield Block(text=f"{document.body.name}上年末固定资产金额为{owned}万元。")

"""The nine budget tables of a disclosure, and its lists of procurement and assets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redump import Block

from synthetic.disclosure import Disclosure
from synthetic.money import cell, show
from synthetic.vocabulary import ECONOMIC

Rows = list[tuple[str, ...]]
CHINESE = "一二三四五六七八九十"
FUNDS = (
    "一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入", "单位资金",
)


def budget_tables(document: Disclosure) -> Iterator[Block]:
    """All tables of the budget, each under its title."""
    titled = (
        ("部门预算收支总表", _balance(document, FUNDS)), ("部门预算收入总表", _income(document)),
        ("部门预算支出总表", _expenditure(document)), ("部门预算财政拨款收支总表", _fiscal_balance(document)),
        ("部门预算一般公共预算财政拨款支出表", _by_function(document)),
        ("部门预算一般公共预算财政拨款基本支出表", _basic(document)),
        ("部门预算财政拨款“三公”经费支出表", _three_public(document)),
    )
    for title, rows in titled:
        yield from _table(document, title, rows)
    for title, fund in (("部门预算政府性基金预算财政拨款支出表", "政府性基金预算"),
                        ("部门预算国有资本经营预算财政拨款支出表", "国有资本经营预算")):
        yield from _table(document, title, [("科目编码", "科目名称", "合计", "基本支出", "项目支出")])
        yield Block(text=f"注：本部门没有{fund}财政拨款，空表列示。")


def _table(document: Disclosure, title: str, rows: Rows) -> Iterator[Block]:
    yield Block(text=title)
    yield Block(text=f"编制部门：{document.body.name}")
    yield Block(text=f"预算年度：{document.year}")
    yield Block(text="单位：万元")
    yield Block(rows=tuple(rows))


def _balance(document: Disclosure, funds: Sequence[str]) -> Rows:
    sums = document.budget.by_class()
    classes = [(document.budget.names[code], sums[code].total) for code in sums if len(code) == 3]
    total = show(document.budget.total)
    rows: Rows = [("收入", "", "支出", ""), ("项目", "预算数", "项目", "预算数")]
    for place in range(max(len(funds), len(classes))):
        fund = f"{CHINESE[place]}、{funds[place]}" if place < len(funds) else ""
        name, amount = classes[place] if place < len(classes) else ("", 0)
        rows.append((fund, "" if place else total, f"{CHINESE[place]}、{name}" if name else "", cell(amount)))
    rows.append(("本年收入合计", total, "本年支出合计", total))
    rows.append(("上年结转结余", "", "年终结转结余", ""))
    return [*rows, ("收入总计", total, "支出总计", total)]


def _fiscal_balance(document: Disclosure) -> Rows:
    return _balance(document, FUNDS[:3])


def _income(document: Disclosure) -> Rows:
    header = ("科目编码", "科目名称", "合计", "财政拨款收入", "事业收入", "其他收入", "上年结转")
    total = show(document.budget.total)
    lines = (
        (code, document.budget.names[code], cell(line.total), cell(line.total), "", "", "")
        for code, line in document.budget.by_class().items()
    )
    return [header, ("", "合计", total, total, "", "", ""), *lines]


def _expenditure(document: Disclosure) -> Rows:
    header = ("科目编码", "科目名称", "合计", "基本支出", "项目支出", "经营支出")
    return [header, *((*row, "") for row in _by_function(document)[1:])]


def _by_function(document: Disclosure) -> Rows:
    budget = document.budget
    rows: Rows = [("科目编码", "科目名称", "合计", "基本支出", "项目支出")]
    rows.append(("", "合计", *map(cell, (budget.total, budget.basic, budget.project))))
    for code, line in budget.by_class().items():
        rows.append((code, budget.names[code], *map(cell, (line.total, line.basic, line.project))))
    return rows


def _basic(document: Disclosure) -> Rows:
    from_names = document.budget.by_economic_class()
    rows: Rows = [("科目编码", "科目名称", "合计", "人员经费", "公用经费")]
    budget = document.budget
    rows.append(("", "合计", *map(cell, (budget.basic, budget.personnel, budget.operating))))
    for code, amount in from_names.items():
        people = 0 if code.startswith("302") else amount
        rows.append((code, ECONOMIC[code], *map(cell, (amount, people, amount - people))))
    return rows


def _three_public(document: Disclosure) -> Rows:
    budget = document.budget
    named = (
        ("“三公”经费小计", budget.vehicle + budget.reception), ("一、因公出国（境）费", 0),
        ("二、公务用车购置及运维费", budget.vehicle), ("其中：公务用车购置费", 0),
        ("公务用车运行维护费", budget.vehicle), ("三、公务接待费", budget.reception),
    )
    return [("项目", "合计", "一般公共预算财政拨款"), *((name, cell(sum_), cell(sum_)) for name, sum_ in named)]


def purchases(document: Disclosure) -> list[tuple[str, int, int, int]]:
    """What is bought for the first projects: the project's name, how many, at what price, for how much."""
    bought = []
    for project in document.projects[:6]:
        price = max(1, project.amount // 40)
        bought.append((project.name, 4, price, 4 * price))
    return bought


def procurement(document: Disclosure) -> Iterator[Block]:
    """The list of what is to be bought."""
    header = (
        "项目名称", "预算资金", "采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价", "合计",
        "一般公共预算拨款",
    )
    amounts = {project.name: project.amount for project in document.projects}
    bought = purchases(document)
    total = show(sum(amount for *_, amount in bought))
    rows: Rows = [header, ("合计", "", "", "", "", "", "", total, total)]
    for name, quantity, price, amount in bought:
        rows.append((
            name, show(amounts[name]), "专用设备", "A02010105", "台", str(quantity), show(price), show(amount),
            show(amount),
        ))
    yield from _table(document, "部门政府采购预算", rows)


def assets(document: Disclosure) -> Iterator[Block]:
    """The list of fixed assets."""
    classes = asset_classes(document)
    rows: Rows = [("项目", "数量", "价值"), ("资产总额", "", show(sum(value for *_, value in classes)))]
    rows += ((f"{place}、{name}", str(number), show(value)) for place, (name, number, value) in enumerate(classes, 1))
    yield from _table(document, "部门固定资产占用情况表", rows)


def asset_classes(document: Disclosure) -> list[tuple[str, int, int]]:
    """Classes of fixed assets: name, number and value."""
    size = document.budget.operating
    return [("房屋", 2, size * 3), ("车辆", 3, size // 2), ("其他固定资产", 120, size // 3)]

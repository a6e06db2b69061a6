"""Checks of projects, their codes, procurement and assets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny

PLAN = "Project “热线经费”:"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document(region_code="130609")


@pytest.mark.parametrize(("total", "than"), [("30.00", None), ("20.00", "more"), ("40.00", "less")])
def test_projects_and_project_expenditure(tiny: Tiny, total: str, than: str | None) -> None:
    tiny.sheet("expenditure", f"||合计|project={total}")
    for name, amount in (("甲", "10.00"), ("乙", "20.00")):
        tiny.add("projects", name=name, amount=Decimal(amount))
    message = f"The sum of the 2 projects differs from project expenditure in the expenditure table: it is {than}"
    severity = "warning" if than == "more" else "info"
    expected = [("project.sum", severity, message, f"{total} 万元", "30.00 万元", None)] if than else []
    assert tiny.findings() == expected


def test_a_project_without_amount_leaves_the_sum_open(tiny: Tiny) -> None:
    tiny.says("s", "project 项目支出 30.00")
    tiny.add("projects", name="甲", amount=Decimal("10.00"))
    tiny.add("projects", name="乙")
    assert tiny.findings(rule="project.sum") == []


@pytest.mark.parametrize(("sources", "named"), [
    ({"财政资金": "60.00", "其他资金": "40.00"}, None),
    ({"财政资金": "60.00"}, None),
    ({"财政资金": "100.00", "一般公共预算": "100.00"}, None),
    ({"财政资金": "60.00", "其他资金": "4.00"}, "其他资金 + 财政资金"),
    ({"财政资金": "160.00"}, "财政资金"),
])
def test_sources_of_money(tiny: Tiny, sources: dict[str, str], named: str | None) -> None:
    project = tiny.add("projects", amount=Decimal("100.00"))
    for source, amount in sources.items():
        tiny.add("funds", project_id=project, source=source, amount=Decimal(amount))
    message = f"Project “热线经费”: the amount differs from the sum of its sources ({named})"
    assert [(rule, said) for rule, _, said, *_ in tiny.findings()] == ([("project.funds", message)] if named else [])


@pytest.mark.parametrize(("plan", "findings"), [
    ({3: 25, 6: 50, 10: 75, 12: 100}, []),
    ({12: 100}, []),
    ({6: 60, 10: 55, 12: 100}, [
        ("plan.falls", "error", f"{PLAN} the planned share of spending falls from month 6 to month 10", "≥ 60 %",
         "55 %"),
        ("plan.pace", "info", f"{PLAN} the share of spending planned by the end of month 10 is below the calendar's",
         "≥ 75 %", "55 %"),
    ]),
    ({6: 50, 12: 95}, [
        ("plan.end", "error", f"{PLAN} the planned share of spending by the end of December differs from 100 %",
         "100 %", "95 %"),
    ]),
    ({3: 24}, [
        ("plan.end", "warning", f"{PLAN} the last printed month of the plan of spending is month 3", "100 %", "24 %"),
        ("plan.pace", "info", f"{PLAN} the share of spending planned by the end of month 3 is below the calendar's",
         "≥ 25 %", "24 %"),
    ]),
])
def test_plans_of_spending(tiny: Tiny, plan: dict[int, int], findings: list[tuple[str, ...]]) -> None:
    project = tiny.add("projects", amount=Decimal("100.00"))
    for month, percent in plan.items():
        tiny.add("disbursements", project_id=project, month=month, percent=float(percent))
    assert [found[:5] for found in tiny.findings()] == findings


@pytest.mark.parametrize(("code", "region", "actual"), [
    ("13062524P000015103258", "130609", None),
    ("13060924P00001510325W", "130600", None),
    ("99999924P000015103258", "130609", None),
    ("13043425P00428710001B", "130609", "130434 魏县"),
], ids=["former division", "division of a county in the city", "unknown division", "another county"])
def test_the_division_in_a_project_code(tiny: Tiny, code: str, region: str, actual: str | None) -> None:
    tiny.document("other", region_code=region)
    tiny.add("projects", code=code, document_id="other")
    message = "the division in the code of “热线经费” differs from the document's"
    assert tiny.findings(rule="code.division") == [
        ("code.division", "warning", message, "130609 徐水区", actual, "passage of projects-1")
    ][: actual is not None]


@pytest.mark.parametrize(("code", "found"), [("13062524P000015103258", 0), ("13062524P000015103257", 1),
                                            ("11010524P000015103257", 0), ("一次性项目", 0)])
def test_the_check_character_is_a_hint_for_hebei_only(tiny: Tiny, code: str, found: int) -> None:
    tiny.add("projects", code=code)
    message = "the check character of the code of “热线经费” differs from what the others ask for"
    assert tiny.findings(rule="code.check*") == [
        ("code.check_character", "info", message, None, code, "passage of projects-1")
    ][:found]


def _buy(tiny: Tiny, item: str, amount: str, **columns: object) -> None:
    tiny.add("procurements", item=item, label=item, amount=Decimal(amount), **columns)


@pytest.mark.parametrize(("order", "total", "found"), [
    ("above", "10.00", 0), ("below", "10.00", 0), ("above", "11.00", 1), ("below", "11.00", 1),
])
def test_a_subtotal_of_the_procurement_table(tiny: Tiny, order: str, total: str, found: int) -> None:
    subtotal = {"kind": "total", "project_name": "某局小计", "amount": Decimal(total)}
    if order == "above":
        tiny.add("procurements", **subtotal)
    _buy(tiny, "台式计算机", "7.00")
    _buy(tiny, "办公桌", "3.00")
    if order == "below":
        tiny.add("procurements", **subtotal)
    messages = [finding[2] for finding in tiny.findings()]
    assert messages == ["Procurement table: the total “某局小计” differs from the sum of its items"] * found


def test_the_grand_total_of_the_procurement_table_counts_all_items(tiny: Tiny) -> None:
    tiny.add("procurements", kind="total", project_name="合计", amount=Decimal("52.25"))
    tiny.add("procurements", kind="total", project_name="某局小计", amount=Decimal("10.00"))
    _buy(tiny, "台式计算机", "7.00")
    _buy(tiny, "办公桌", "3.00")
    assert tiny.findings() == [(
        "sum.procurement", "error", "Procurement table: the total “合计” differs from the sum of its items",
        "10.00 万元", "52.25 万元", "passage of procurements-1",
    )]


@pytest.mark.parametrize(("quantity", "price", "amount", "found"), [
    (2.0, "3.50", "7.00", 0), (3.0, "0.33", "1.00", 0), (2.0, "3.50", "3.50", 1),
])
def test_quantity_times_price(tiny: Tiny, quantity: float, price: str, amount: str, found: int) -> None:
    _buy(tiny, "办公桌", amount, quantity=quantity, price=Decimal(price))
    assert tiny.findings() == [(
        "procurement.price", "error", "Procurement table: the amount of “办公桌” differs from quantity × price",
        "2 × 3.50 = 7.00 万元", "3.50 万元", "passage of procurements-1",
    )][:found]


@pytest.mark.parametrize(("printed", "found"), [("100.00", 0), ("90.00", 1)])
def test_the_budget_of_a_project_in_the_procurement_table(tiny: Tiny, printed: str, found: int) -> None:
    project = tiny.add("projects", amount=Decimal("100.00"))
    _buy(tiny, "办公桌", "3.00", project_id=project, project_amount=Decimal(printed))
    assert tiny.findings() == [(
        "procurement.project_amount", "warning",
        "Procurement table: the budget of the project “热线经费” differs from the project's own amount",
        "100.00 万元", "90.00 万元", "passage of procurements-1",
    )][:found]


@pytest.mark.parametrize(("vehicles", "findings"), [
    ("14.30", []),
    ("41.30", [("sum.assets", "warning", "Table of assets: “资产总额” differs from the sum of the classes",
                "0.00 + 41.30 + 169.67 = 210.97 万元", "183.97 万元", "passage of assets-1")]),
])
def test_classes_of_assets(tiny: Tiny, vehicles: str, findings: list[tuple[str, ...]]) -> None:
    values = {"资产总额": "183.97", "房屋": "0.00", "其中：办公用房": "9.00", "车辆": vehicles, "其他": "169.67"}
    for name, value in values.items():
        tiny.add("assets", name=name, value=Decimal(value))
    assert tiny.findings() == findings


def test_assets_and_procurement_said_in_prose(tiny: Tiny) -> None:
    tiny.add("assets", name="资产总额", value=Decimal("183.97"))
    _buy(tiny, "办公桌", "3.00")
    tiny.says("s", "fixed_assets 固定资产金额 138.97", "procurement 政府采购 3.00")
    assert tiny.findings() == [(
        "text.procurement", "error", "Text: 固定资产金额 differs from the table of assets", "183.97 万元",
        "138.97 万元", "s",
    )]

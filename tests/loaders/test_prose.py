"""The prose of disclosures as different regions word it: sections, duties, units, people and figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents import BUDGET, Read, faults, of, reader, unread
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms.prose.items import split_items
from loaders.forms.prose.said import figures
from loaders.records import Department, Headcount, Responsibility, Statement

TABLE = "\n\n支出预算总表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 合计 |\n|---|---|---|\n| 201 | 支出 | 3 |\n"
"""A table that makes a text a budget document."""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def said(text: str, read: Read) -> list[tuple[str, str | None, str | None]]:
    """The item, amount and change of every figure of a narrative."""
    statements = of(read(f"{BUDGET}{text}{TABLE}"), Statement)
    return [(s.item, _plain(s.amount), _plain(s.change)) for s in statements]


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}"


def duties(text: str, read: Read) -> list[tuple[str | None, str]]:
    """The number and text of every duty."""
    return [(duty.number, duty.text) for duty in of(read(f"{BUDGET}{text}{TABLE}"), Responsibility)]


# --- Figures. ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "二、关于某部2024年收入预算情况说明\n\n某部2024年收入总预算500万元，其中：上年结转20万元，占4%；"
            "一般公共预算拨款收入480万元，占96%。",
            [("income", "500", None), ("income_carry_over", "20", None), ("income_general_public", "480", None)],
            id="a central ministry",
        ),
        pytest.param(
            "一、收支预算总体情况\n\n2024年收入总计300万元，支出总计300万元，与2023年预算相比，"
            "收、支总计各增加30万元，增长11%。",
            [("income", "300", "30"), ("expenditure", "300", "30")],
            id="both sides at once",
        ),
        pytest.param(
            "一、收支预算总体情况\n\n某县水利局2024年度收入、支出预算总计300万元，与上年相比收、支预算总计各减少30万元。",
            [("income", "300", "-30"), ("expenditure", "300", "-30")],
            id="both sides in one figure",
        ),
        pytest.param(
            "（一）收入预算：2024年年初预算数300万元，其中，一般公共预算拨款280万元，其他收入20万元。收入较去年增加10万元，"
            "主要是增加项目经费。",
            [("income", "300", "10"), ("income_general_public", "280", None), ("income_other", "20", None)],
            id="the item in a label",
        ),
        pytest.param(
            "三、“三公”经费支出情况\n\n（一）公务接待费\n\n2024年预算安排5万元，与上年持平。\n\n（二）公务用车购置及运行费\n\n"
            "2024年预算安排3万元，其中：公务用车运行费3万元，与上年持平；公务用车购置费0万元，与上年持平。",
            [("reception", "5", "0"), ("vehicle", "3", None), ("vehicle_operation", "3", "0"),
             ("vehicle_purchase", "0", "0")],
            id="the item in a heading",
        ),
        pytest.param(
            "四、“三公”经费情况\n\n因公出国（境）费用1万元，公务接待费2万元，公务用车购置费0万元，均与上年持平。",
            [("abroad", "1", "0"), ("reception", "2", "0"), ("vehicle_purchase", "0", "0")],
            id="all of a list level",
        ),
        pytest.param(
            "三、支出说明\n\n一般公共预算支出90万元，其中：一般公共预算60万元，政府性基金30万元。",
            [("expenditure_general_public", "90", None), ("expenditure_general_public", "60", None),
             ("expenditure_government_fund", "30", None)],
            id="sources of money take their side from the sentence",
        ),
        pytest.param(
            "五、政府采购情况\n\n2024年政府采购预算10万元，其中：拟采购货物支出2万元、拟采购工程支出3万元、拟购买服务支出5万元。",
            [("procurement", "10", None), ("procurement_goods", "2", None), ("procurement_works", "3", None),
             ("procurement_services", "5", None)],
            id="procurement and its parts",
        ),
        pytest.param(
            "五、政府采购情况\n\n政府采购预算10万元：货物采购预算4万元；其中一般公共预算政府采购6万元：货物采购预算3万元。",
            [("procurement", "10", None), ("procurement_goods", "4", None), ("procurement_part", "6", None),
             ("procurement_goods_part", "3", None)],
            id="procurement from one source",
        ),
        pytest.param(
            "七、其他情况\n\n本部门会议费预算支出2万元，较上年减少1万元；培训费3万元；委托业务费4万元。",
            [("meeting", "2", "-1"), ("training", "3", None), ("entrusted_services", "4", None)],
            id="meetings, trainings and entrusted services",
        ),
        pytest.param(
            "九、国有资产情况\n\n单价100万元（含）以上的设备2台，与2023年相比无新增。", [],
            id="a threshold is no amount",
        ),
    ],
)
def test_wordings_of_figures(read: Read, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert said(text, read) == expected


@pytest.mark.parametrize(
    ("text", "name", "code", "amount"),
    [
        ("1.行政运行（2010301）120万元，较上年减少10万元；", "行政运行", "2010301", "120"),
        ("（一）2130305-水利工程建设120万元。主要用于渠道。", "水利工程建设", "2130305", "120"),
        ("1.“教育支出”科目120万元，主要用于培训。", "教育支出", None, "120"),
        ("2.农林水支出（类）水利（款）行政运行（项）2024年预算数为120万元，比2023年执行数增加1万元。",
         "农林水支出（类）水利（款）行政运行（项）", None, "120"),
        ("2.农林水支出（类）水利（款）行政运行（项）：2024年预算数为120万元，主要用于人员。",
         "农林水支出（类）水利（款）行政运行（项）", None, "120"),
        ("3、农林水支出（213类）水利（03款）防汛（14项）120万元。",
         "农林水支出（213类）水利（03款）防汛（14项）", "2130314", "120"),
        ("农林水支出-水利-防汛120万元，主要用于巡堤。", "农林水支出-水利-防汛", None, "120"),
        ("按功能分类，包括农林水支出120万元。", "农林水支出", None, "120"),
    ],
)
def test_classes_of_expenditure(read: Read, text: str, name: str, code: str | None, amount: str) -> None:
    found = of(read(f"{BUDGET}三、支出说明\n\n{text}{TABLE}"), Statement)
    assert [(s.item, s.name, s.code, s.amount) for s in found] == [("by_function", name, code, Decimal(amount))]


def test_economic_classes(read: Read) -> None:
    text = "三、支出说明\n\n（1）工资福利支出（301）12万元；（2）机关商品和服务支出（502）3万元。"
    found = of(read(f"{BUDGET}{text}{TABLE}"), Statement)
    assert [(s.item, s.code) for s in found] == [("by_economic_class", "301"), ("by_economic_class", "502")]


def test_last_year_and_percents(read: Read) -> None:
    found = of(read(
        f"{BUDGET}二、收入说明\n\n2024年收入预算110万元，比2023年年初预算数100万元增加10万元，增长10%。\n\n三、支出说明\n\n"
        "1、农林水支出（213类）水利（03款）行政运行（01项）90万元。2023年当年预算执行数为100万元，2024年预算安排90万元，"
        f"比2023年预算执行数减少10.00%。{TABLE}"
    ), Statement)
    assert [(s.previous, s.change_percent) for s in found] == [
        (Decimal(100), Decimal(10)), (Decimal(100), Decimal(-10)),
    ]


def test_the_same_item_with_two_amounts_is_said_twice(read: Read) -> None:
    text = "三、支出说明\n\n1.行政运行（2010301）90万元。2024年预算安排80万元，比2023年减少5万元。"
    assert said(text, read) == [("by_function", "90", None), ("by_function", "80", "-5")]


def test_final_accounts_state_the_first_budget_beside_the_outcome(read: Read) -> None:
    text = (
        "七、“三公”经费支出决算情况说明\n\n“三公”经费财政拨款支出年初预算为0.9万元，支出决算为0.5万元，完成预算的56%。"
    )
    assert said(text, read) == [("three_public_initial", "0.9", None), ("three_public", "0.5", None)]


def test_figures_that_are_not_taken_are_a_fault_where_others_are(read: Read) -> None:
    found = read(f"{BUDGET}三、支出说明\n\n项目支出50万元，包括渠道奖补资金20万元。\n\n渠道奖补资金20万元。{TABLE}")
    assert [(s.item, s.amount) for s in of(found, Statement)] == [("project", Decimal(50))]
    assert [(f.actual, f.message) for f in faults(found, "read.figure")] == [
        ("20.00", "it is not clear what these figures of the passage are of, so they were not taken")
    ]
    assert unread(found) == ["渠道奖补资金20万元。"]


@given(st.text(alphabet="接待费出国（）()，。；：、其中比上年增加减少持平20%.5万元亿与均 ", max_size=60))
def test_figures_are_found_in_any_text(text: str) -> None:
    assert all(said.amount.is_finite() and said.depth >= 0 for said in figures(text))


# --- Sections and structure. ------------------------------------------------------------------------------------------


def test_tables_and_notes_behind_a_glossary_are_no_glossary(read: Read) -> None:
    found = read(
        f"{BUDGET}第一部分 名词解释\n\n一、机关运行经费\n\n指保障机构运转的经费。\n\n2024年部门预算编制说明\n\n"
        f"支出预算7万元。\n\n第二部分 公开报表\n\n支出预算总表\n\n本年另有安排。{TABLE}"
    )
    assert [(s.item, s.amount) for s in of(found, Statement)] == [("expenditure", Decimal(7))]
    assert unread(found) == ["本年另有安排。"]


def test_contents_end_where_the_first_entry_comes_again_in_other_words(read: Read) -> None:
    found = read(
        "某县水利局2024年单位预算\n\n目录\n\n一、单位主要职能\n\n二、单位机构设置\n\n三、单位预算表\n\n某县水利局主要职能\n\n"
        f"某县水利局是主管水利的县政府工作部门，主要职责是：\n\n（一）管水。\n\n（二）防汛。{TABLE}"
    )
    assert [duty.number for duty in of(found, Responsibility)] == ["一", "二"]
    assert unread(found) == []


def test_a_list_of_headings_that_come_again_is_a_table_of_contents(read: Read) -> None:
    headings = ["一、主要职责", "二、收入说明", "三、支出说明", "四、名词解释", "五、预算表"]
    listed = "\n\n".join(headings)
    found = read(f"{BUDGET}{listed}\n\n{headings[0]}\n\n1.管水。\n\n{headings[1]}\n\n收入预算7万元。{TABLE}")
    assert [found.structure[number] for number in range(2, 7)] == ["contents"] * 5
    assert [duty.text for duty in of(found, Responsibility)] == ["管水。"]


def test_a_heading_of_unknown_words_ends_the_duties(read: Read) -> None:
    text = "一、主要职责\n\n（一）管水。\n\n二、某种情况\n\n今年水情平稳。"
    assert duties(text, read) == [("一", "管水。")]


# --- Duties. ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一、主要职责\n\n主要职责是：（一）管水；（二）防汛；（三）抗旱。", id="in one paragraph"),
        pytest.param("（一）职能职责\n\n(1)管水；\n\n(2)防汛；(3)抗旱。", id="two in one paragraph"),
        pytest.param("一、基本职能\n\n1、管水；2、防汛；3、抗旱。", id="digits"),
        pytest.param("主要职能包括：\n\n①管水；②防汛；③抗旱。", id="signs"),
        pytest.param("一、主要职能\n\n一、管水；\n\n二、防汛；\n\n三、抗旱。", id="numbered as headings are"),
    ],
)
def test_duties_in_the_arrangements_that_departments_print(read: Read, text: str) -> None:
    assert [text for _, text in duties(text, read)] == ["管水；", "防汛；", "抗旱。"]


def test_plans_and_offices_are_no_duties(read: Read) -> None:
    found = read(
        f"{BUDGET}一、主要职责\n\n1.管水。\n\n二、内设机构\n\n1、办公室。\n\n负责文电。\n\n"
        f"三、2024年度主要工作任务\n\n1.修渠。{TABLE}"
    )
    assert [duty.text for duty in of(found, Responsibility)] == ["管水。"]
    assert {"office", "plan"} <= set(found.structure.values())
    assert unread(found) == []


def test_duties_of_several_bodies_stand_below_their_names(read: Read) -> None:
    text = "一、主要职责\n\n1、局本级。\n\n（1）管水。\n\n（2）防汛。\n\n2、水文中心。\n\n测量水位，发布水情。"
    assert duties(text, read) == [("1", "管水。"), ("2", "防汛。"), ("2", "水文中心。\n测量水位，发布水情。")]


@given(st.lists(st.text(alphabet="管水防汛抗旱", min_size=1, max_size=6), min_size=2, max_size=15))
def test_items_numbered_in_one_paragraph_are_all_found(texts: list[str]) -> None:
    printed = "".join(f"{index}、{text}；" for index, text in enumerate(texts, start=1))
    assert split_items(printed) == [(str(index), f"{text}；") for index, text in enumerate(texts, start=1)]


# --- Units and people. ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "本部门下属单位包括：某县水文站、某县水库管理处。",
        "某县水利局所属2个预算单位，分别为某县水文站和某县水库管理处。",
        "下设二级预算单位2个，分别是：某县水文站、某县水库管理处。",
        "纳入本部门2024年部门预算编制范围的预算单位共计2家，具体包括：某县水文站，某县水库管理处，不含某县宾馆。",
        "事业单位2个，分别是：\n\n1.某县水文站\n\n2.某县水库管理处（由县财政保障）",
    ],
)
def test_units_named_in_prose(read: Read, text: str) -> None:
    found = read(f"{BUDGET}一、预算单位构成\n\n{text}{TABLE}")
    assert [(body.name, body.parent) for body in of(found, Department) if body.kind == "unit"] == [
        ("某县水文站", "某县水利局"), ("某县水库管理处", "某县水利局"),
    ]
    assert unread(found) == []


def test_offices_are_no_units(read: Read) -> None:
    found = read(f"{BUDGET}一、机构设置\n\n局机关设2个内设机构，分别为办公室、水政科。{TABLE}")
    assert [body.name for body in of(found, Department)] == ["某县水利局"]
    assert unread(found) == []


def test_people_are_counted_by_kind(read: Read) -> None:
    found = read(
        f"{BUDGET}二、人员情况说明\n\n截至2023年底，本部门人员编制30人，其中行政编制20人、事业编制10人；实有人员25人，"
        f"其中行政18人，事业7人。单位管理的离退休人员4人。公务用车编制2辆。{TABLE}"
    )
    assert [(people.name, people.quantity) for people in of(found, Headcount)] == [
        ("人员编制", 30), ("行政编制", 20), ("事业编制", 10), ("实有人员", 25), ("实有人员：行政", 18),
        ("实有人员：事业", 7), ("离退休人员", 4),
    ]
    assert {people.as_of for people in of(found, Headcount)} == {"2023年底"}


# --- Identity. --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "某县水利局2024年部门预算", "2024年度某县水利局部门预算公开", "附件：某县水利局2024年度部门预算报表",
        "2024年部门预算\n\n预算主管部门：某县水利局", "2024年部门综合预算\n\n部门名称：某县水利局",
    ],
)
def test_the_department_of_many_titles(read: Read, title: str) -> None:
    found = read(f"{title}{TABLE}")
    assert (found.department, found.fiscal_year, found.kind) == ("某县水利局", 2024, "department_budget")


def test_a_title_of_all_departments_names_none(read: Read) -> None:
    assert read(f"2024年省级部门预算公开表{TABLE}").department is None


def test_a_city_named_without_its_rank(read: Read) -> None:
    found = read(f"长沙水利职业基地办公室2024年部门预算{TABLE}")
    assert found.region is not None
    assert found.region.name == "长沙市"


def test_the_places_of_a_blank_form_are_no_duties(read: Read) -> None:
    assert duties("## 主要职责\n\nXX是……。\n\n1.\n\n2.管水。\n\n3.……\n", read) == [("2", "管水。")]

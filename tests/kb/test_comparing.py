"""What changed between two years of one department: each kind of difference, and none that is guessed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from built import built
from hypothesis import given
from hypothesis import strategies as st
from two_years import Disclosure, Project

from kb.comparing import Change, Compared, Side, compare, refusal
from kb.comparing.change import Value
from kb.comparing.differences import differences
from kb.comparing.matching import Cell, Item
from kb.comparing.wording import near_name

COUNTS = ("产出指标|数量指标|巡查次数|≥10次",)
OLD = Disclosure(
    2024,
    duties=("负责全县防汛抗旱工作。", "负责农村饮水安全管理工作。", "承担水库移民安置工作。"),
    rows=("- 合计 400.00", "213 农林水支出 400.00", "2130301 行政运行 250.00", "2130306 水利工程运行与维护 150.00"),
    said=("2024年收入预算400.00万元。",),
    projects=(
        Project("2024年防汛经费", "12.00", COUNTS), Project("水利评审费", "8.00"), Project("移民安置经费", "30.00"),
        Project("渠道维护", "5.00"), Project("渠道维护", "7.00"),
    ),
)
NEW = Disclosure(
    2025,
    duties=("负责全县防汛抗旱工作。", "负责农村饮水安全的管理工作。", "负责节约用水工作。"),
    rows=("- 合计 420.00", "213 农林水支出 420.00", "2130301 行政运行支出 250.00", "2130314 防汛 170.00"),
    said=("2025年收入预算420.00万元。",),
    projects=(
        Project("2025年防汛经费", "15.00", ("产出指标|数量指标|巡查次数|≥12次", "产出指标|质量指标|合格率|≥95%")),
        Project("水利评审经费", "8.00"), Project("节水宣传经费", "3.00"),
        Project("渠道维护", "6.00"), Project("渠道维护", "7.00"),
    ),
)
DIFFERENCES = {
    ("renamed", "responsibility", None, "text", "负责农村饮水安全管理工作。", "负责农村饮水安全的管理工作。"),
    ("vanished", "responsibility", None, None, None, None),
    ("appeared", "responsibility", None, None, None, None),
    ("changed", "project", None, "amount", 12_000_000, 15_000_000),
    ("renamed", "project", None, "name", "水利评审费", "水利评审经费"),
    ("ambiguous", "project", None, "amount", "5.00; 7.00", "6.00; 7.00"),
    ("vanished", "project", None, "amount", 30_000_000, None),
    ("appeared", "project", None, "amount", None, 3_000_000),
    ("changed", "indicator", "2025年防汛经费", "target", "≥10次", "≥12次"),
    ("appeared", "indicator", "2025年防汛经费", "target", None, "≥95%"),
    ("changed", "budget_line", "expenditure", "total", 400_000_000, 420_000_000),
    ("renamed", "budget_line", "expenditure", "name", "2130301 行政运行", "2130301 行政运行支出"),
    ("vanished", "budget_line", "expenditure", "total", 150_000_000, None),
    ("appeared", "budget_line", "expenditure", "total", None, 170_000_000),
    ("changed", "statement", None, "amount", 400_000_000, 420_000_000),
}
Told = tuple[str, str, str | None, str | None, Value, Value]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    return publish(tmp_path_factory.mktemp("old"), OLD)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    return publish(tmp_path_factory.mktemp("new"), NEW)


def publish(folder: Path, *disclosures: Disclosure) -> sqlite3.Connection:
    for disclosure in disclosures:
        disclosure.write(folder / "documents")
    return built([folder / "documents"], folder)


def compared(old: sqlite3.Connection, new: sqlite3.Connection, *years: int, **wishes: str) -> list[Compared]:
    before, after = years or (None, None)
    return list(compare(Side(Path("old"), old, before), Side(Path("new"), new, after), **wishes))  # type: ignore[arg-type]


def told(found: Iterable[Compared]) -> list[Told]:
    return [(c.result, c.kind, c.owner, c.what, c.old, c.new) for one in found for c in one.changes]


def of(folder: Path, before: Disclosure, after: Disclosure) -> list[Told]:
    """The differences between two disclosures, each in a knowledge base of its own."""
    return told(compared(publish(folder / "before", before), publish(folder / "after", after)))


def test_every_kind_of_difference_between_two_years(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    found = compared(old, new)
    assert set(told(found)) == DIFFERENCES
    assert [(one.department, one.years, one.old_total, one.new_total) for one in found] == [
        ("甲县水利局", (2024, 2025), 400_000_000, 420_000_000)
    ]


def test_a_difference_says_where_it_stands_on_both_sides(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    (change,) = (c for c in compared(old, new)[0].changes if c.kind == "project" and c.result == "changed")
    assert (change.difference, change.percent) == (3_000_000, 25.0)
    assert (change.old_place.path, change.new_place.path) == (
        "甲县水利局2024部门预算.md", "甲县水利局2025部门预算.md",
    )
    lines = OLD.text().splitlines()
    assert lines[int(str(change.old_place.lines)) - 1] == "## 1、2024年防汛经费绩效目标表"
    assert old.execute("select name from projects where id = ?", (change.old_id,)).fetchone()[0] == "2024年防汛经费"


def test_two_years_of_one_knowledge_base_differ_alike(
    tmp_path: Path, old: sqlite3.Connection, new: sqlite3.Connection
) -> None:
    both = publish(tmp_path, OLD, NEW)
    assert told(compared(both, both, 2024, 2025)) == told(compared(old, new))


def test_a_knowledge_base_does_not_differ_from_itself(old: sqlite3.Connection, built: Path) -> None:
    assert told(compared(old, old)) == []
    published = sqlite3.connect(built / "kb.db")
    published.row_factory = sqlite3.Row
    assert told(compared(published, published)) == []


MIRRORED = {"appeared": "vanished", "vanished": "appeared"}


def mirrored(change: Change) -> Change:
    return replace(
        change, result=MIRRORED.get(change.result, change.result), name="", owner=None, old=change.new, new=change.old,  # type: ignore[arg-type]
        old_id=change.new_id, new_id=change.old_id, old_place=change.new_place, new_place=change.old_place,
    )


def test_the_other_way_round_everything_is_mirrored(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    there = [mirrored(mirrored(change)) for change in compared(old, new)[0].changes]
    back = [mirrored(change) for change in compared(new, old)[0].changes]
    assert sorted(map(repr, there)) == sorted(map(repr, back))


def test_a_folder_that_grew_shows_the_new_year_only(tmp_path: Path, old: sqlite3.Connection) -> None:
    grown = compared(old, publish(tmp_path, OLD, NEW))
    assert [(one.years, len(one.changes)) for one in grown] == [((2024, 2024), 0), ((None, 2025), 1)]
    assert grown[1].changes[0].name == "甲县水利局2025年部门预算"


def test_of_a_department_of_one_side_only_it_and_its_documents_are_listed(
    tmp_path: Path, old: sqlite3.Connection
) -> None:
    found = compared(old, publish(tmp_path, OLD, replace(NEW, name="甲县林业局")))
    assert [(c.result, c.kind, c.name) for one in found for c in one.changes] == [
        ("appeared", "department", "甲县林业局"), ("appeared", "document", "甲县林业局2025年部门预算"),
    ]


def test_a_corrected_document_of_the_same_year_is_content_that_changed(tmp_path: Path) -> None:
    after = replace(OLD, rows=("- 合计 401.00", *OLD.rows[1:]))
    found = of(tmp_path, OLD, after)
    assert ("changed", "budget_line", "expenditure", "total", 400_000_000, 401_000_000) in found
    assert [(one[0], one[1], one[3]) for one in found] == [
        ("changed", "document", "sha256"), ("changed", "budget_line", "total"),
    ]


def one_project(year: int, *projects: Project) -> Disclosure:
    return Disclosure(year, projects=projects)


def test_a_project_is_known_by_its_code_before_its_name(tmp_path: Path) -> None:
    code = "13062524P000015103258"
    before, after = Project("防汛经费", "12.00", code=code), Project("应急度汛资金", "9.00", code=code)
    assert of(tmp_path, one_project(2024, before), one_project(2025, after)) == [
        ("renamed", "project", None, "name", "防汛经费", "应急度汛资金"),
        ("changed", "project", None, "amount", 12_000_000, 9_000_000),
    ]


@pytest.mark.parametrize(("before", "after"), [("信息化一期", "信息化二期"), ("东城小学补助", "西城小学补助")])
def test_alike_names_of_two_things_are_no_renaming(tmp_path: Path, before: str, after: str) -> None:
    found = of(tmp_path, one_project(2024, Project(before, "8.00")), one_project(2025, Project(after, "8.00")))
    assert [one[0] for one in found] == ["vanished", "appeared"]


def test_alike_names_with_other_amounts_are_no_renaming(tmp_path: Path) -> None:
    found = of(
        tmp_path, one_project(2024, Project("水利评审费", "8.00")), one_project(2025, Project("水利评审经费", "9.00"))
    )
    assert [one[0] for one in found] == ["vanished", "appeared"]


def test_the_year_of_the_document_in_a_text_is_no_change_and_another_year_is(tmp_path: Path) -> None:
    def planned(year: int, end: str) -> Disclosure:
        return one_project(year, Project("灌区改造", "8.00", (f"产出指标|时效指标|完工时间|{end}",)))

    assert of(tmp_path / "a", planned(2024, "2024年12月底前"), planned(2025, "2025年12月底前")) == []
    assert of(tmp_path / "b", planned(2024, "2030年12月底前"), planned(2025, "2031年12月底前")) == [
        ("changed", "indicator", "灌区改造", "target", "2030年12月底前", "2031年12月底前")
    ]
    assert of(tmp_path / "c", planned(2024, "2030年12月底前"), planned(2025, "2030年12月底前")) == []


def test_a_project_of_two_documents_of_a_year_is_one(tmp_path: Path) -> None:
    goals = replace(one_project(2025, Project("防汛经费", "12.00")), kind="部门预算绩效文本")
    plain = one_project(2025, Project("防汛经费", "12.00", ()))
    before = one_project(2024, Project("防汛经费", "10.00"))
    found = compared(publish(tmp_path / "old", before), publish(tmp_path / "new", plain, goals))
    assert [one for one in told(found) if one[1] != "document"] == [
        ("changed", "project", None, "amount", 10_000_000, 12_000_000)
    ]


def test_budgets_are_compared_with_budgets_and_accounts_with_accounts(tmp_path: Path) -> None:
    rows = ("- 合计 400.00", "2130301 行政运行 400.00")
    before, after = Disclosure(2024, rows=rows), Disclosure(2025, rows=rows)
    accounts = Disclosure(2024, rows=("- 合计 390.00", "2130301 行政运行 390.00"), kind="部门决算")
    found = compared(publish(tmp_path / "old", before, accounts), publish(tmp_path / "new", after))
    assert [(one.accounts, one.years, [(c.result, c.kind) for c in one.changes]) for one in found] == [
        (False, (2024, 2025), []), (True, (2024, None), [("vanished", "document")]),
    ]


def test_two_rows_of_one_code_and_name_are_not_mixed_up(tmp_path: Path) -> None:
    def twice(year: int, *amounts: str) -> Disclosure:
        return Disclosure(year, rows=tuple(f"2130301 行政运行 {amount}" for amount in amounts))

    assert of(tmp_path / "a", twice(2024, "1.00", "2.00"), twice(2025, "2.00", "1.00")) == []
    assert of(tmp_path / "b", twice(2024, "1.00", "2.00"), twice(2025, "2.00", "3.00")) == [
        ("ambiguous", "budget_line", "expenditure", "total", "1.00; 2.00", "2.00; 3.00")
    ]


def test_a_department_is_found_by_a_part_of_its_name(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    assert len(compared(old, new, department="水利")) == 1
    assert compared(old, new, department="林业") == []


def test_what_cannot_be_compared_is_told_in_one_sentence(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    left, right = Side(Path("old"), old), Side(Path("new"), new)
    assert refusal(left, right) is None
    assert refusal(replace(left, year=2020), right) == "there is no document of 2020 in old; it has 2024"
    assert refusal(left, right, "林业") == "no department or unit on either side has the name or id 林业"


NAMES = st.sampled_from(["防汛经费", "防汛专项经费", "评审费", "评审经费", "渠道维护"])
FIGURES = st.sampled_from([None, 0, 8, 12])


@st.composite
def items(draw: st.DrawFn, side: str) -> list[Item]:
    made = draw(st.lists(st.tuples(NAMES, FIGURES, st.sampled_from([None, "1", "2"])), max_size=5))
    return [
        Item(
            kind="project", id=f"{side}{number}", name=name, words=name, keys=(code, name), near=fen or None,
            cells=(Cell("amount", fen, fen or None),),
        )
        for number, (name, fen, code) in enumerate(made)
    ]


@given(items("a"), items("b"))
def test_any_two_lists_mirror_each_other_and_lose_nothing(left: list[Item], right: list[Item]) -> None:
    there, back = list(differences(left, right, near_name)), list(differences(right, left, near_name))
    assert sorted(repr(mirrored(mirrored(one))) for one in there) == sorted(repr(mirrored(one)) for one in back)
    assert list(differences(left, left, near_name)) == []
    if not right:
        named = {one for change in there for one in (change.old_id or "").split(",")}
        assert named == {item.id for item in left} or not left

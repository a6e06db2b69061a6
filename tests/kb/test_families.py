"""Which names are one body: each rule with a pair that is one and a twin that is not; decisions win over rules."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kb.bodies import BodyName
from kb.decisions import parse_decisions
from kb.families import Families, Named, families

CITY, DISTRICT, RENAMED = "350100", "310107", "130609"


@pytest.mark.parametrize(
    ("region", "one", "other"),
    [
        (DISTRICT, "上海市普陀区水利委员会", "普陀区水利委员会"),
        (DISTRICT, "上海市普陀区水利委员会", "区水利委员会"),
        (DISTRICT, "上海市普陀区人民政府清河街道办事处", "普陀区清河街道办事处"),
        (CITY, "中共福州市委督查室", "福州市委督查室"),
        (CITY, "中国共产党福州市委员会督查室", "市委督查室"),
        (CITY, "福州市人民政府国有林场管理局", "福州市国有林场管理局"),
        (CITY, "福州市水利局", "福州市水利局（汇总）"),
        (RENAMED, "保定市徐水区水利局", "徐水县水利局"),
        ("640000", "宁夏回族自治区水利厅", "宁夏水利厅"),
        (None, "福州市水利局", "福州市 水利局"),
    ],
)
def test_names_of_one_body(region: str | None, one: str, other: str) -> None:
    assert BodyName(region, one).key == BodyName(region, other).key


@pytest.mark.parametrize(
    ("region", "one", "other"),
    [
        (DISTRICT, "上海市普陀区水利委员会", "上海市水利委员会"),
        (DISTRICT, "普陀区清河街道办事处", "普陀区长河街道办事处"),
        (CITY, "福州市人民政府办公厅", "福州市委办公厅"),
        (CITY, "福州市场监督管理局", "福州场监督管理局"),
        (CITY, "市政管理局", "政管理局"),
        (CITY, "福州市水利局", "福州市水利局本级"),
        (CITY, "福州市公安局（交通警察支队）", "福州市公安局"),
        ("110101", "北京市东城区水利局", "北京市崇文区水利局"),
        (None, "水利局", "福州市水利局"),
    ],
)
def test_names_of_two_bodies(region: str | None, one: str, other: str) -> None:
    assert BodyName(region, one).key != BodyName(region, other).key


def department(name: str, document: str = "d", region: str = CITY) -> Named:
    return Named(BodyName(region, name), [document], as_department=True)


def unit(name: str, parent: str, document: str = "d", region: str = CITY) -> Named:
    return Named(BodyName(region, name), [document], parents=[BodyName(region, parent)])


def of_unit_budget(name: str, document: str = "u", region: str = CITY) -> Named:
    return Named(BodyName(region, name, office=True), [document])


def decided(*lines: str) -> list[str]:
    return ["kind,a,b,verdict,reason", *lines]


def together(*names: Named, decisions: list[str] | None = None) -> Families:
    return families(names, parse_decisions("\n".join(decisions or []), "decisions.csv"))


def bodies(found: Families) -> dict[str, tuple[str, str | None]]:
    """Kind and department of every body, by the name shown and its documents."""
    labels = {body.key: body.label for body in found.bodies}
    return {
        f"{body.label} {''.join(sorted({d for c in body.names for d in c.named.documents}))}": (
            body.kind, labels[body.parent] if body.parent else None,
        )
        for body in found.bodies
    }


def test_a_body_under_two_names_shows_the_fuller_one() -> None:
    found = together(department("福州市委督查室", "a"), department("中共福州市委督查室", "b"))
    assert bodies(found) == {"中共福州市委督查室 ab": ("department", None)}


def test_a_department_and_its_own_unit_are_two_and_one_is_the_parent() -> None:
    found = together(department("福州市水利局", "d"), of_unit_budget("福州市水利局", "u"))
    assert bodies(found) == {"福州市水利局 d": ("department", None), "福州市水利局 u": ("unit", "福州市水利局")}


def test_the_own_unit_of_a_budget_of_a_unit_is_the_one_that_a_list_of_units_names() -> None:
    listed = unit("福州市水利局本级", "福州市水利局")
    found = together(department("福州市水利局"), listed, of_unit_budget("福州市水利局"))
    assert bodies(found) == {"福州市水利局 d": ("department", None), "福州市水利局本级 du": ("unit", "福州市水利局")}


def test_a_unit_listed_by_its_department_is_the_unit_of_its_own_budget() -> None:
    found = together(
        department("福州市水利局"), unit("福州市水文中心", "福州市水利局"), of_unit_budget("福州市水文中心")
    )
    assert bodies(found) == {"福州市水利局 d": ("department", None), "福州市水文中心 du": ("unit", "福州市水利局")}
    assert {counted.rule for body in found.bodies for counted in body.names} == {"name", "unit_budget"}


def test_without_its_department_a_unit_has_no_parent() -> None:
    assert bodies(together(of_unit_budget("福州市水利局"))) == {"福州市水利局 u": ("unit", None)}


def test_one_body_over_several_years_is_one() -> None:
    found = together(department("福州市水利局", "2024"), replace(department("福州市水利局", "2025")))
    assert len(found.bodies) == 1


def test_the_same_decision_joins_what_no_rule_joins() -> None:
    names = department("福州市水利局", "a"), department("福州市水务局", "b")
    assert len(together(*names).bodies) == 2
    found = together(*names, decisions=decided("department,福州市水务局,福州市水利局,same,renamed"))
    assert [body.key for body in found.bodies] == [BodyName(CITY, "福州市水务局").key]
    reasons = {counted.named.name.name: (counted.rule, counted.reason) for counted in found.bodies[0].names}
    assert reasons["福州市水利局"] == ("decision", "renamed (decisions.csv, line 2)")


def test_the_same_decisions_in_a_chain_join_all() -> None:
    names = [department(name) for name in ("甲局", "乙局", "丙局")]
    lines = ["department,甲局,乙局,same,x", "department,乙局,丙局,same,y"]
    assert len(together(*names, decisions=decided(*lines)).bodies) == 1
    assert len(together(*names, decisions=decided(*reversed(lines))).bodies) == 1


def test_a_different_decision_keeps_apart_what_a_rule_joins() -> None:
    names = department("福州市委督查室"), department("中共福州市委督查室")
    found = together(*names, decisions=decided("department,福州市委督查室,中共福州市委督查室,different,two offices"))
    assert len(found.bodies) == 2


def test_an_unsure_decision_joins_nothing_and_is_kept() -> None:
    names = department("福州市水利局"), department("福州市水务局")
    found = together(*names, decisions=decided("department,福州市水利局,福州市水务局,unsure,perhaps renamed"))
    assert len(found.bodies) == 2
    assert [(a.words, b.words) for a, b, _ in found.pairs] == [("水利局", "水务局")]


def test_a_decision_by_id() -> None:
    names = department("福州市水利局"), department("福州市水务局")
    lines = decided(f"department,{names[0].name.key.id},{names[1].name.key.id},same,renamed")
    assert len(together(*names, decisions=lines).bodies) == 1


@pytest.mark.parametrize("other", ["没有的局", "财政局"])
def test_a_decision_about_nobody_or_about_several_is_not_used(other: str) -> None:
    several = department("财政局", region=CITY), department("财政局", region=DISTRICT)
    names = department("福州市水利局"), *several
    found = together(*names, decisions=decided(f"department,福州市水利局,{other},same,x"))
    assert found.used == frozenset()
    assert len(found.bodies) == 3


def test_any_order_of_names_gives_the_same_bodies() -> None:
    names = [
        department("福州市水利局", "a"), department("水利局", "b"), unit("福州市水文中心", "福州市水利局", "a"),
        of_unit_budget("水文中心", "c"), of_unit_budget("福州市水利局", "e"), department("福州市财政局", "f"),
    ]
    expected = bodies(together(*names))
    for seed in range(10):
        shuffled = random.Random(seed).sample(names, len(names))
        assert bodies(together(*shuffled)) == expected

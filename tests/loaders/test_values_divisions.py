"""Divisions are found by code, by successor and by the names that a text prints in full."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.divisions import ancestors, by_code, current, find
from loaders.values.gazetteer import divisions


def test_a_code_gives_the_division_in_use_before_a_former_one() -> None:
    reused = by_code("120110")
    assert reused is not None
    assert (reused.name, reused.until_year) == ("东丽区", None)
    former = by_code("130625")
    assert former is not None
    assert (former.name, former.until_year) == ("徐水县", 2015)
    assert by_code("999999") is None
    assert by_code(None) is None


def test_successors_are_followed() -> None:
    assert current("130625") == by_code("130609")
    assert current("110103") == by_code("110101")


def test_a_division_that_only_lost_territory_is_its_own_successor() -> None:
    pingluo = current("640221")
    assert pingluo is not None
    assert pingluo.successors
    assert pingluo.name == "平罗县"


def test_whatever_is_current_is_in_use() -> None:
    today = [current(division.code) for division in divisions()]
    assert all(division is None or division.until_year is None for division in today)
    in_use = [division for division in divisions() if division.until_year is None]
    assert all(current(division.code) == division for division in in_use)


def test_every_division_stands_in_a_province() -> None:
    assert {(ancestors(division.code) or (division,))[-1].level for division in divisions()} == {"province"}
    assert [division.name for division in ancestors("130609")] == ["保定市", "河北省"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("保定市徐水区行政审批局", ["130609"]), ("202保定市徐水区行政审批局", ["130609"]),
        ("平乡县行政审批局", ["130532"]),
        ("秦皇岛市山海关区人民政府", ["130303"]), ("河北省 秦皇岛市\n山海关区", ["130303"]),
        ("山海关区财政局", ["130303"]),
        ("218001魏县行政审批局本级", ["130434"]), ("中共魏县县委", ["130434"]), ("河北省财政厅", ["130000"]),
        ("北京市审计局", ["110000"]),
        ("新疆维吾尔自治区财政厅", ["650000"]), ("上海市民政局", ["310000"]), ("吉林省吉林市", ["220200"]),
        ("乐山市市中区财政局", ["511102"]),
        ("福州市鼓楼区财政局", ["350102"]), ("鼓楼区财政局", ["320106", "320302", "350102", "410204"]),
        ("徐水县", ["130625"]),
        ("邢台市桥西区", ["130503"]), ("平乡县与魏县", ["130532"]), ("平乡县、魏县", ["130532", "130434"]),
        ("上海市普陀区商务委员会", ["310107"]), ("东城区财政局", ["110101"]), ("河北省沧州市新华区", ["130902"]),
        ("河北省邢台市桥西区", ["130503"]), ("市容整治", []),
    ],
)
def test_the_divisions_that_a_text_names(text: str, codes: list[str]) -> None:
    assert sorted(division.code for division in find(text)) == sorted(codes)


@pytest.mark.parametrize(
    "text",
    ["行政审批局", "完成县级任务", "全市和县区", "城区绿化管护", "在南海区域合作", "北京市场监管",
     "妥善处\n理县政府事务", "保魏县城", ""],
)
def test_names_inside_other_words_do_not_count(text: str) -> None:
    assert find(text) == []


@given(st.sampled_from([division for division in divisions() if division.until_year is None]))
def test_a_full_address_names_its_division(division: object) -> None:
    address = "".join(above.name for above in reversed(ancestors(division.code))) + division.name  # type: ignore[attr-defined]
    assert find(address + "财政局") == [division]


@given(st.text(alphabet="和成魏县市区省河北京东城州海南级民场 \n", max_size=40))
def test_whatever_is_found_is_printed(text: str) -> None:
    assert all(division.name in text for division in find(text))

"""Codes are taken from the cells that print them, and numbers that are no codes are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.codes import (
    economic_code,
    functional_code,
    looks_like_project_code,
    project_code,
    repair_code,
    split_body,
    split_code_name,
)

HEBEI = [
    "13030322P0040891000 1D", "13030322P0040911000 17", "13030322P0040921000 1W", "13030322P0043131000 10",
    "13043425P00428710001B", "13043425P00428710003J", "13062524P000015103258", "13062524P00001510797P",
]


@pytest.mark.parametrize("printed", HEBEI)
def test_the_check_holds_in_published_codes(printed: str) -> None:
    code = project_code(printed)
    assert code is not None
    assert code.check_holds is True
    parts = (code.division, str(code.year)[2:], code.letter, code.serial, code.check)
    assert code.text == repair_code(printed) == "".join(parts)


@pytest.mark.parametrize("printed", HEBEI)
def test_one_wrong_digit_fails_the_check(printed: str) -> None:
    right = repair_code(printed)
    wrong = right[:12] + str((int(right[12]) + 1) % 10) + right[13:]
    code = project_code(wrong)
    assert code is not None
    assert code.check_holds is False


def test_the_parts_of_a_code() -> None:
    code = project_code("13062524Ｐ000015103258")
    assert code is not None
    assert (code.division, code.year, code.letter, code.serial, code.check) == ("130625", 2024, "P", "00001510325", "8")


def test_a_character_outside_the_alphabet_leaves_the_check_open() -> None:
    code = project_code("13062524P0000151032O8")
    assert code is not None
    assert code.check_holds is None


@pytest.mark.parametrize("printed", ["13062524P00001510325", "440100-2024-00012345", "", "2010301", "项目编码"])
def test_other_shapes_are_no_national_code(printed: str) -> None:
    assert project_code(printed) is None


def test_codes_of_other_regions_are_still_seen() -> None:
    assert looks_like_project_code("440100-2024-00012345")
    assert looks_like_project_code("13030322P0040891000 1D")
    assert not looks_like_project_code("A02010105")
    assert not looks_like_project_code("2010301")
    assert not looks_like_project_code("便民中心工作经费")


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("2080201-行政运行", "2080201", "行政运行"), ("[2210203]购房补贴", "2210203", "购房补贴"),
        ("301 工资福利支出", "301", "工资福利支出"), ("30101基本工资", "30101", "基本工资"),
        ("30201　办公费", "30201", "办公费"),
        ("（301）工资福利支出", "301", "工资福利支出"), ("20103 01 行政运行", "2010301", "行政运行"),
        ("0101—一年期项目", "0101", "一年期项目"),
        ("02-经常性项目", "02", "经常性项目"), ("A02010105台式计算机", "A02010105", "台式计算机"),
        ("C20020800 印刷服务", "C20020800", "印刷服务"),
        ("12345 民生服务平台工作经费", None, "12345 民生服务平台工作经费"), ("120急救", None, "120急救"),
        ("2024年预算", None, "2024年预算"), ("10-20个", None, "10-20个"),
        ("12、交通运输支出", None, "12、交通运输支出"),
        ("100个", None, "100个"), ("A4纸", None, "A4纸"), (" 合计 ", None, "合计"),
    ],
)
def test_a_code_is_split_from_its_name(printed: str, code: str | None, name: str) -> None:
    assert split_code_name(printed) == (code, name)


def test_functional_and_economic_codes_are_told_apart() -> None:
    assert [functional_code(text) for text in ("201", "20103", "2010301-行政运行", "301", "2010", "2024")] == [
        "201", "20103", "2010301", None, None, None,
    ]
    assert [economic_code(text) for text in ("301 工资", "30101", "50101", "399", "201", "308")] == [
        "301", "30101", "50101", "399", None, "308",
    ]


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("202保定市徐水区行政审批局", "202", "保定市徐水区行政审批局"), ("428行政审批局", "428", "行政审批局"),
        ("218001魏县行政审批局本级", "218001", "魏县行政审批局本级"),
        ("630001 行政审批部门行政审批局本级", "630001", "行政审批部门行政审批局本级"),
        ("平罗县审批服务管理局 067001", "067001", "平罗县审批服务管理局"),
        ("平罗县审批服务管理局（067001）", "067001", "平罗县审批服务管理局"),
        ("某局（本级） 067001", "067001", "某局（本级）"), ("[067001]平罗县审批局", "067001", "平罗县审批局"),
        ("067001-平罗县审批局", "067001", "平罗县审批局"), ("12345热线中心", None, "12345热线中心"),
        ("120急救中心", None, "120急救中心"),
        ("2024年某局", None, "2024年某局"), ("保定市第101中学", None, "保定市第101中学"),
        ("101中学", None, "101中学"),
        ("某局 2024", None, "某局 2024"), ("某局 0311-123456", None, "某局 0311-123456"), (" 某局 ", None, "某局"),
    ],
)
def test_a_code_is_split_from_the_name_of_a_body(printed: str, code: str | None, name: str) -> None:
    assert split_body(printed) == (code, name)


@given(st.text(alphabet="012345 ABP-—[]()（）年个局县元\n", max_size=40) | st.text(max_size=40))
def test_splitting_keeps_every_character_of_the_name(text: str) -> None:
    for code, name in (split_code_name(text), split_body(text)):
        assert name in text
        assert code is not None or name == text.strip()
    project_code(text)

"""Numbers in front of headings and items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.numerals import chinese_number, numbering, ordinal


@pytest.mark.parametrize(
    ("heading", "number", "rest", "place"),
    [
        ("（一）总体绩效目标", "一", "总体绩效目标", 1), ("(二) 分项", "二", "分项", 2),
        ("1、便民", "1", "便民", 1), ("1. 便民", "1", "便民", 1),
        ("1．便民", "1", "便民", 1), ("1 、便民", "1", "便民", 1), ("一、部门", "一", "部门", 1),
        ("十二、交通", "十二", "交通", 12),
        ("二十三、其他", "二十三", "其他", 23), ("第一部分 概况", "第一部分", "概况", 1),
        ("第十章 附则", "第十章", "附则", 10),
        ("①完成", "①", "完成", 1), ("⑵完成", "⑵", "完成", 2), ("目标 1: 保障", "1", "保障", 1),
        ("指标2：覆盖率", "2", "覆盖率", 2),
        ("目标内容 1 跨省通办", "1", "跨省通办", 1), ("2.1 收入", "2.1", "收入", 1),
        ("2.1.3收入", "2.1.3", "收入", 3),
        ("1)总体", "1", "总体", 1), ("一、", "一", "", 1), ("1.2022年预算", "1", "2022年预算", 1),
    ],
)
def test_a_number_is_split_from_its_heading(heading: str, number: str, rest: str, place: int) -> None:
    assert numbering(heading) == (number, rest)
    assert ordinal(number) == place


@pytest.mark.parametrize(
    "text",
    ["三公经费", "一般公共预算", "2024年", "12345热线", "(2018)3号", "（2024年）", "3.00", "10", "1.5万元",
     "2.5 万元", "第一季度",
     "第三方服务", "1-3层", "一级指标", "目标1保障", ""],
)
def test_numbers_that_belong_to_the_text_stay_in_it(text: str) -> None:
    assert numbering(text) == (None, text)


@given(st.integers(1, 99), st.sampled_from(["{}、{}", "（{}）{}", "{}. {}", "({}){}", "目标{}：{}"]))
def test_any_printing_of_a_number_is_read_back(number: int, form: str) -> None:
    printed, rest = numbering(form.format(number, "完善制度"))
    assert (ordinal(printed), rest) == (number, "完善制度")


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    number, rest = numbering(text)
    assert rest in text
    ordinal(number)
    ordinal(text)
    chinese_number(text)

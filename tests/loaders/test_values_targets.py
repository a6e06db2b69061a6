"""Targets: every printing of the same demand reads the same, and words are never taken for values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.targets import Target, parse_target

QUANTITIES = """
≥95%            ≥ 95 %          | ≤5万元        ≤ 5 万元      | =100%            = 100 %     | ≥95百分比       ≥ 95 %
100百分比       = 100 %         | >0.3 万元     > 0.3 万元    | > 300 件         > 300 件    | ≧5次            ≥ 5 次
≦5 次           ≤ 5 次          | ＞600 台      > 600 台      | ＜500元          < 500 元    | >=3             ≥ 3 -
=>3人           ≥ 3 人          | ≤ 7 万        ≤ 7 万        | 不低于95%        ≥ 95 %      | 不少于 3 次     ≥ 3 次
不超过5万元     ≤ 5 万元        | 不高于5       ≤ 5 -         | 低于5%           < 5 %       | 高于90%         > 90 %
超过3次         > 3 次          | 小于等于3%    ≤ 3 %         | 达到95%以上      ≥ 95 %      | 95%以上         ≥ 95 %
5万元以内       ≤ 5 万元        | 30分钟左右    = 30 分钟     | 至少3次          ≥ 3 次      | 至多3           ≤ 3 -
≤3天            ≤ 3 天          | 1 年          = 1 年        | 12个月           = 12 个月   | 365天           = 365 天
30 万/年        = 30 万/年      | 3000 元人/年  = 3000 元人/年 | 20000/人/年     = 20000 /人/年 | 50元/人·天    = 50 元/人·天
980 项          = 980 项        | 255 大项      = 255 大项    | 1700 人次        = 1700 人次 | ≥5.9 万件       ≥ 5.9 万件
1.12 亿元       = 1.12 亿元     | 100           = 100 -       | 百分之九十五     = 95 %      | 百分之百        = 100 %
两次            = 2 次          | 一百二十人    = 120 人      | 0次              = 0 次      | <10次           < 10 次
≥90分           ≥ 90 分         | ≤480套        ≤ 480 套      | 10376.01         = 10376.01 - | 3个百分点      = 3 个百分点
≥13459.00(平方米) ≥ 13459.00 平方米 | ≥100按规定时间发放 ≥ 100 -  | 年度指标值：≥20场 ≥ 20 场 | ≥ 1，200.50 元 ≥ 1200.50 元
≥95%（含）      ≥ 95 %          | 5个以上（含5个） ≥ 5 个     | 100%全覆盖       = 100 %     | ≥100.00         ≥ 100.00 -
每年2次         = 2 次/年       | 每人2000元    = 2000 元/人  | 提高10%          = 10 %      | 同比增长5%以上  ≥ 5 %
控制在3万元以内 ≤ 3 万元        | 100余人       > 100 人      | ≥10 0%           ≥ 100 %     | 1 234 567       = 1234567 -
≤0.5mg/L        ≤ 0.5 mg/L      | ≥-5℃          ≥ -5 ℃        | 5件/万人         = 5 件/万人 | .5%             = 0.5 %
≤3月            ≤ 3 月          | =1.01         = 1.01 -      | 12.5             = 12.5 -    | ≤2季度          ≤ 2 季度
"""  # noqa: E501
CASES = [cell.split() for line in QUANTITIES.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "".join(case[:-3]))
def test_a_quantity(case: list[str]) -> None:
    *printed, operator, value, unit = case
    target = parse_target(" ".join(printed))
    expected = (operator, value, None if unit == "-" else unit, "quantity")
    assert (target.operator, str(target.value), target.unit, target.measure) == expected
    assert target.value_high is None


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit", "measure"),
    [
        ("3-5个", 3, 5, "个", "quantity"), ("90%-95%", 90, 95, "%", "quantity"), ("3～5人", 3, 5, "人", "quantity"),
        ("3至5", 3, 5, None, "quantity"), ("≥90%且≤95%", 90, 95, "%", "quantity"),
        ("3-5天内", 3, 5, "天", "deadline"),
    ],
)
def test_a_range(printed: str, low: int, high: int, unit: str | None, measure: str) -> None:
    target = parse_target(printed)
    assert (target.operator, target.value, target.value_high, target.unit, target.measure) == (
        "between", low, high, unit, measure,
    )


@pytest.mark.parametrize(
    "printed",
    ["2024 年底", "12月底前", "2024年12月31日前", "2024年12月底前完成", "2024-12-31", "2024年", "2023-2025年",
     "2024年1-12月", "第四季度",
     "1季度", "年底前", "每月10日前", "25日前", "半年内", "二〇二四年底", "≥2024年", "12月", "全年"],
)
def test_a_date_is_a_deadline_without_a_value(printed: str) -> None:
    assert parse_target(printed) == Target(measure="deadline")


@pytest.mark.parametrize(
    ("printed", "value", "unit"), [("3 小时内", 3, "小时"), ("3个工作日内", 3, "个工作日"),
    ("三个工作日内", 3, "个工作日")]
)
def test_a_duration_to_keep_is_a_deadline_with_a_value(printed: str, value: int, unit: str) -> None:
    assert parse_target(printed) == Target(operator="≤", value=Decimal(value), unit=unit, measure="deadline")


@pytest.mark.parametrize(
    "printed",
    ["服务器4台、交换机2台、存储设备4台、网络线路800千米、UPS电源2台、终端设备60台的以上", "采购电脑10台",
     "合格率100%"],
)
def test_named_things_with_numbers_are_compound(printed: str) -> None:
    assert parse_target(printed) == Target(measure="compound")


@pytest.mark.parametrize(
    "printed",
    ["优、良、差", "显著提高", "不断优化", "用户满意程度分为优、良、差", "及时", "正规", "一级", "一次性告知",
     "24小时不间断服务", "12345热线畅通",
     "5A级景区", "7×24小时", "1:3", "1/3", "10 20", "按时支付", "守信为优", "≤预算数", "万元", "前3名", "5-3",
     "现场踏勘在规定时间内应完成审批工作情况"],
)
def test_words_have_no_value(printed: str) -> None:
    assert parse_target(printed) == Target(measure="quality")


@pytest.mark.parametrize("printed", [None, "", "  ", "—", "——", "-", "/", "\\"])
def test_an_empty_cell_is_missing(printed: str | None) -> None:
    assert parse_target(printed) == Target()


def test_the_name_serves_where_the_cell_prints_no_unit() -> None:
    assert parse_target("≤12", name="考试机位单价（元/小时）").unit == "元/小时"
    assert parse_target("≤12元", name="考试机位单价（元/小时）").unit == "元"
    assert parse_target("≤12", name="培训次数（全年）").unit is None
    assert parse_target("满意度≥95%", name="满意度") == parse_target("≥95%")


OPERATORS = {
    "=": ["{}", "={}", "＝{}", "= {}", "等于{}"],
    "≥": ["≥{}", "≧{}", ">={}", "≥ {}", "不低于{}", "不少于 {}", "{}以上", "{} 及以上"],
    "≤": ["≤{}", "≦{}", "<={}", "≤ {}", "不超过{}", "不高于{}", "至多{}"],
    ">": [">{}", "＞{}", "> {}", "超过{}", "大于{}", "高于{}"],
    "<": ["<{}", "＜{}", "低于{}", "小于{}"],
}
UNITS = [None, "%", "万元", "元", "个", "次", "人次", "万件", "个工作日", "平方米", "元/人", "次/年", "分"]
WIDE = {code: code + 0xFEE0 for code in range(0x30, 0x3A)} | {ord("%"): "％", ord("."): "．"}


@given(
    st.sampled_from([(operator, form) for operator, forms in OPERATORS.items() for form in forms]),
    st.decimals(min_value=0, max_value=10**8, places=2) | st.integers(min_value=0, max_value=1800).map(Decimal),
    st.sampled_from(UNITS),
    st.booleans(),
    st.sampled_from(["{0}{1}", "{0} {1}", "{0:,}{1}", "{0}\n{1}"]),
)
def test_every_printing_of_a_target_reads_the_same(
    printing: tuple[str, str], value: Decimal, unit: str | None, wide: bool, form: str
) -> None:
    operator, comparison = printing
    text = comparison.format(form.format(value, unit or "").strip())
    target = parse_target(text.translate(WIDE) if wide else text)
    assert (target.operator, target.value, target.unit, target.measure) == (operator, value, unit, "quantity")


@given(
    st.text(alphabet="0123456789.,-~≥≤=<>%元万个天年月日内前以上不超过每百分之三两、，（） \n/·底", max_size=25)
    | st.text(max_size=40),
    st.text(max_size=10),
)
def test_any_text_can_be_read(text: str, name: str) -> None:
    target = parse_target(text, name=name)
    assert (target.value is None) == (target.operator is None)
    assert (target.value_high is not None) == (target.operator == "between")
    assert target.value_high is None or (target.value is not None and target.value <= target.value_high)
    assert target.measure in ("quantity", "deadline") or target == Target(measure=target.measure)

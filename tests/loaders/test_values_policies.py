"""Policies are cited with their full title and their number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.policies import cited_policies


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("按照《预算法》、《地方预决算公开操作规程》规定", [("预算法", None), ("地方预决算公开操作规程", None)]),
        ("《印发〈改革方案〉的通知》（邢办字〔2018〕85 号）", [("印发〈改革方案〉的通知", "邢办字〔2018〕85号")]),
        ("《印发<审批\n的意见>的通\n知》(冀办字〔2018〕5号)", [("印发<审批的意见>的通知", "冀办字〔2018〕5号")]),
        ("《印发<实施方案>的通知》(〔2019〕—94)", [("印发<实施方案>的通知", "〔2019〕—94")]),
        ("《信息安全等级保护管理办法》（公通字[2007]43号）", [("信息安全等级保护管理办法", "公通字〔2007〕43号")]),
        ("《人员编制规定》（徐办字（2019）23号）", [("人员编制规定", "徐办字〔2019〕23号")]),
        ("《关于印发《方案》的通知》（国发[2020]1号）", [("关于印发《方案》的通知", "国发〔2020〕1号")]),
        ("《关于印发〈方案》的通知》", [("关于印发〈方案》的通知", None)]),
        ("《政府信息公开条例》（国务院令第711号）", [("政府信息公开条例", "国务院令第711号")]),
        ("《关于公开的意见》国办发〔2019〕3号", [("关于公开的意见", "国办发〔2019〕3号")]),
        ("《管理办法（试行）》（以下简称办法）", [("管理办法（试行）", None)]),
        ("《热线通报》（冀办字〔2018〕5号）", [("热线通报", "冀办字〔2018〕5号")]),
        ("以《政务服务动态》、《热线通报》统计为准，填《申请表》", []), ("《没有结束", []), ("《》", []), ("", []),
    ],
)
def test_what_a_text_cites(text: str, cited: list[tuple[str, str | None]]) -> None:
    assert [(policy.title, policy.number) for policy in cited_policies(text)] == cited


@given(st.text(alphabet="《》〈〉<>（）()〔〕[]2018法通知号 \n", max_size=60))
def test_a_citation_begins_at_its_bracket(text: str) -> None:
    policies = cited_policies(text)
    assert all(text[policy.start] == "《" and policy.title for policy in policies)
    assert [policy.start for policy in policies] == sorted({policy.start for policy in policies})

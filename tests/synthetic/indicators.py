"""Sets of indicators: words that bodies share, targets of their own, and sets copied as people copy them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from synthetic import vocabulary as words


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a goal table."""

    level1: str
    level2: str
    name: str
    description: str
    target: str
    basis: str


def own_set(topic: str, place: str, year: int, amount: int, chance: Random) -> tuple[Indicator, ...]:
    """A set for one project: each level once or twice, names of its topic, targets that the year changes."""
    kept = Random(f"{topic}/{chance.random()}")
    subject = kept.choice(words.QUALIFIERS) + topic
    where = place + subject if kept.random() < 0.15 else subject
    number, unit = kept.choice(words.QUANTITIES)
    drift = Random(f"{where}/{number}/{year}/{kept.random()}")
    rate = f"≥{drift.randrange(85, 100)}%"
    price = max(1, amount // 100 // 4)
    rows = [
        ("产出指标", "数量指标", where + number, f"≥{drift.randrange(12, 3000)}{unit}"),
        ("产出指标", "数量指标", f"{subject}检查次数", f"≥{drift.randrange(3, 90)}次"),
        ("产出指标", "质量指标", subject + kept.choice(words.QUALITIES), rate),
        ("产出指标", "时效指标", topic + kept.choice(words.TIMES), f"≥{drift.randrange(90, 101)}%"),
        ("产出指标", "成本指标", topic + kept.choice(words.COSTS), f"≤{drift.randrange(1, price + 1)}万元"),
        ("效益指标", "社会效益指标", where + kept.choice(words.EFFECTS), f"≥{drift.randrange(60, 99)}%"),
        ("效益指标", "可持续影响指标", subject + kept.choice(words.LASTING), f"≥{drift.randrange(80, 100)}%"),
        ("满意度指标", "服务对象满意度指标", kept.choice(words.SATISFIED), f"≥{drift.randrange(85, 99)}%"),
    ]
    basis = kept.choice(words.BASES)
    return tuple(Indicator(l1, l2, name, f"{name}的完成情况", target, basis) for l1, l2, name, target in rows)


def boilerplate() -> tuple[Indicator, ...]:
    """The set that fits every project and measures none."""
    return tuple(
        Indicator(level1, level2, name, f"{name}情况", target, "年度工作计划")
        for level1, level2, name, target in words.BOILERPLATE
    )


def reworded(rows: tuple[Indicator, ...], own: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """A near copy: the same targets under names with a word put in or changed; only costs follow the own amount."""
    return tuple(
        replace(row, name=_reworded(row.name), target=mine.target if row.level2 == "成本指标" else row.target)
        for row, mine in zip(rows, own, strict=True)
    )


def _reworded(name: str) -> str:
    for old, new in (("完成", "办结"), ("及时率", "及时性达标率"), ("服务对象", "各类服务对象"), ("检查", "巡检")):
        if old in name:
            return name.replace(old, new)
    return f"本年{name}"

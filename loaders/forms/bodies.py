"""One record for each body: what captions, heads and tables of one document say of it, put together."""

from __future__ import annotations

from loaders.forms.reading import Reading
from loaders.records import Department, Fault
from loaders.values.wording import fold

DESCRIBED_BY = {"code": "编码", "nature": "单位性质", "rank": "单位规格", "funding_mode": "经费保障形式"}
"""What a body is described by, with the Chinese names."""


def merge_bodies(reading: Reading) -> None:
    """Replace all records of one body by one. Two different values of one property are a fault; the first stays."""
    merged: dict[str, Department] = {}
    for body in reading.of(Department):
        name = fold(body.name)
        merged[name] = _joined(merged[name], body, reading) if name in merged else body
    reading.records = [*merged.values(), *(r for r in reading.records if not isinstance(r, Department))]


def _joined(known: Department, other: Department, reading: Reading) -> Department:
    values: dict[str, str | None] = {}
    for field in DESCRIBED_BY:
        one, two = getattr(known, field), getattr(other, field)
        values[field] = one or two
        if one and two and one != two:
            reading.fault(
                Fault(
                    rule="department.conflict", severity="warning", passage=other.passages[0], expected=one, actual=two,
                    message=f"the {field.replace('_', ' ')} of “{known.name}” differs from the one printed before",
                    message_zh=f"“{known.name}”的{DESCRIBED_BY[field]}与前文所列不一致",
                )
            )
    department = "department" in (known.kind, other.kind)
    return Department(
        passages=tuple(sorted({*known.passages, *other.passages})), name=known.name,
        kind="department" if department else "unit", parent=None if department else known.parent or other.parent,
        code=values["code"], nature=values["nature"], rank=values["rank"], funding_mode=values["funding_mode"],
    )

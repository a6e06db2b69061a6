"""Tables of bodies (机构设置, 预算单位构成): units of the department, with nature, rank and funding mode if printed."""

from __future__ import annotations

from loaders.forms.reading import Reading, numbers
from loaders.forms.tables.cells import Roles
from loaders.forms.tables.grid import Grid, is_total_name
from loaders.lexicon import Lexicon
from loaders.records import Department
from loaders.values.amounts import parse_number
from loaders.values.codes import split_body

DESCRIBED = ("nature", "rank", "funding_mode")


def is_organisation(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether the columns name bodies, and describe them or hold no figures at all."""
    roles = Roles.of(grid.columns, lexicon.organisation_columns, exact=True)
    if "name" not in roles:
        return False
    plain = {index for role, index in roles.indices.items() if role in ("name", "number")}
    texts = (text for row in grid.body for index, text in enumerate(row.cells) if index not in plain)
    return any(role in roles for role in DESCRIBED) or all(parse_number(text) is None for text in texts)


def read_organisation(grid: Grid, department: str | None, lexicon: Lexicon, reading: Reading) -> None:
    """Add the bodies of the table: the department itself where it bears the department's name, else its units."""
    roles = Roles.of(grid.columns, lexicon.organisation_columns, exact=True)
    reading.known("table_header", *grid.header)
    reading.known("caption", *grid.captions)
    for row in grid.body:
        printed = roles.text(row, "name")
        if printed is None:
            continue
        if is_total_name(printed):
            reading.known("total", row)
            continue
        code, name = split_body(printed)
        own = name == department
        reading.add(
            Department(
                passages=numbers([row]), name=name, kind="department" if own else "unit", code=code,
                parent=None if own else department, nature=roles.text(row, "nature"),
                rank=roles.text(row, "rank"), funding_mode=roles.text(row, "funding_mode"),
            )
        )

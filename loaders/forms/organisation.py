"""The table of bodies (机构设置): units of the department with their nature, rank and funding mode."""

from __future__ import annotations

from loaders.forms.cells import Roles
from loaders.forms.grid import Grid
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.records import Department
from loaders.values.codes import split_body


def is_organisation(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether the columns name bodies and at least one of nature, rank and funding mode."""
    roles = Roles.of(grid.columns, lexicon.organisation_columns)
    return "name" in roles and any(role in roles for role in ("nature", "rank", "funding_mode"))


def read_organisation(grid: Grid, department: str | None, lexicon: Lexicon, reading: Reading) -> None:
    """Add the bodies of the table: the department itself where it bears the department's name, else its units."""
    roles = Roles.of(grid.columns, lexicon.organisation_columns)
    reading.known("table_header", *grid.header)
    reading.known("caption", *grid.captions)
    for row in grid.body:
        printed = roles.text(row, "name")
        if printed is None:
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

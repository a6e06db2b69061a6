"""Lists of projects with their money (项目支出表 without goals): each row that names a project is a project."""

from __future__ import annotations

from decimal import Decimal

from loaders.forms.reading import Reading, numbers
from loaders.forms.tables.cells import cell
from loaders.forms.tables.grid import Grid, is_total_name
from loaders.forms.tables.layout import Layout
from loaders.forms.tables.row_labels import RowLabel
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Project
from loaders.values.wording import fold


class ProjectList:
    """The columns of a list of projects that name a project and its code, if the list has them."""

    def __init__(self, form: str, grid: Grid, layout: Layout, lexicon: Lexicon, reading: Reading) -> None:
        labels = {lexicon.project_labels.exact(column.leaf): i for i, column in enumerate(grid.columns) if column.path}
        self.name = labels.get("name") if form == "project_expenditure" else None
        self.code = labels.get("code")
        self.classified = any(half.kinds - {"plain", "unit"} for half in layout.halves)
        self.reading = reading

    def read(self, row: Passage, label: RowLabel, amount: Decimal | None) -> None:
        """Add the project that a row names, unless a goal table has told more of it. Where rows are classified, one is
        only a part of its project, and its amount not the project's."""
        name = cell(row, self.name)
        if name is None or is_total_name(name) or any(fold(p.name) == fold(name) for p in self.reading.of(Project)):
            return
        self.reading.add(
            Project(
                passages=numbers([row]), position=self.reading.position(Project), name=name, unit=label.unit,
                code=cell(row, self.code), amount=None if self.classified else amount,
            )
        )

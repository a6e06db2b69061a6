"""Passages to records: one module for each kind of form, chosen by headings and column names of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from loaders.forms.bodies import merge_bodies
from loaders.forms.citations import read_citations
from loaders.forms.goal_tables.projects import ProjectReader, is_project_table
from loaders.forms.identity import Identity, identify, read_department
from loaders.forms.outline import Section, outline
from loaders.forms.prose.duties import read_duties
from loaders.forms.prose.goals import read_item_goals, read_measures, read_overall_goal
from loaders.forms.prose.headcount import read_headcounts
from loaders.forms.prose.narrative import read_statements
from loaders.forms.prose.units import read_units
from loaders.forms.reading import Reading
from loaders.forms.tables.assets import is_assets, read_assets
from loaders.forms.tables.budget_forms import form_of, is_budget_list, is_empty, is_service_list, is_table_list
from loaders.forms.tables.budget_tables import BudgetTable
from loaders.forms.tables.grid import Grid, read_grids
from loaders.forms.tables.layout import layout_of
from loaders.forms.tables.organisation import is_organisation, read_organisation
from loaders.forms.tables.procurement import is_procurement, read_procurement
from loaders.forms.years import read_years
from loaders.lexicon import Lexicon
from loaders.places import Document, Passage, Table
from loaders.records import Fault
from loaders.values.wording import fold

CONTEXT = 6
"""How many lines of text before a table may be its title, unit and caption."""

SHORTEST_TITLE = 6
"""How many characters of a title must come again, so that it is the same title."""

NO_FIGURES_IN = frozenset({"duties", "offices", "plans", "overall_goal", "item_goals", "measures", "glossary"})
"""Sections whose prose states no figures of the budget."""


@dataclass(frozen=True, slots=True)
class Forms:
    """All that the forms of one document say."""

    reading: Reading
    identity: Identity
    fiscal_year: int | None


@dataclass(slots=True)
class Placed:
    """A grid with the lines before it, and those between it and the next table."""

    grid: Grid
    before: tuple[Passage, ...]
    after: tuple[Passage, ...] = ()

    def captions(self, lexicon: Lexicon) -> tuple[Passage, ...]:
        """The lines that may print the unit: those before the table, else its notes, else those below a part of its
        title that comes again behind it, as where a page was too narrow for its last columns."""
        notes = takewhile(lambda passage: lexicon.structure["notes"].match(passage.text), self.after)
        titles = [fold(passage.text) for passage in self.before]
        again = (
            index for index, passage in enumerate(self.after)
            if len(text := fold(passage.text)) >= SHORTEST_TITLE and any(text in title for title in titles)
        )
        index = next(again, len(self.after))
        return (*self.after[index:], *notes, *self.before)


def read_forms(document: Document, lexicon: Lexicon) -> Forms:
    """Read every form of a document. Passages that nobody understands stay out of records and structure."""
    reading = Reading()
    sections = outline(document, lexicon, reading)
    grids = _read_projects(sections, lexicon, reading)
    department = read_department(document, lexicon, reading)
    for placed in grids:
        _read_grid(placed, department, lexicon, reading)
    for section in sections:
        _read_prose(section, department, lexicon, reading)
    merge_bodies(reading)
    year = read_years(document, reading)
    read_citations(document, reading)
    return Forms(reading, identify(document, department, lexicon, reading), year)


def _read_projects(
    sections: list[Section], lexicon: Lexicon, reading: Reading
) -> list[Placed]:
    """Read the projects of all sections; hand back the grids of the other tables with the lines around them."""
    projects = ProjectReader(lexicon, reading)
    grids: list[Placed] = []
    context: list[Passage] = []
    for section in sections:
        if section.heading:
            projects.text(section.heading)
            context.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Passage):
                projects.text(block)
                context.append(block)
            elif _is_of_projects(block, context, lexicon) or projects.goes_on(block):
                projects.rows(block.rows, context)
                if is_budget_list(context, lexicon):
                    _add_grids(block, tuple(context[-CONTEXT:]), grids, lexicon)
                context = []
            else:
                if grids:
                    grids[-1].after = tuple(context)
                _add_grids(block, tuple(context[-CONTEXT:]), grids, lexicon)
                context = []
    if grids:
        grids[-1].after = tuple(context)
    projects.finish()
    return grids


def _is_of_projects(table: Table, context: list[Passage], lexicon: Lexicon) -> bool:
    """Whether a table tells of projects and their goals, and is not the list of services with levels like theirs."""
    return is_project_table(table, lexicon) and not is_service_list(context, lexicon)


def _add_grids(table: Table, context: tuple[Passage, ...], grids: list[Placed], lexicon: Lexicon) -> None:
    """Add the grids of one table. Rows without a header, and without a title of their own, go on with the table before
    them."""
    first, *others = read_grids(table.rows, lexicon)
    titles = {fold(p.text).removesuffix("续") for p in (*context, *first.captions) if lexicon.budget_form(p.text)}
    if grids and not first.header:
        last = grids[-1]
        same = titles <= {fold(passage.text) for passage in last.before}
        if same and {len(row.cells) for row in first.body} == {len(last.grid.columns)}:
            last.grid = last.grid.going_on(first.body)
            return
    grids.append(Placed(first, context))
    grids.extend(Placed(grid, ()) for grid in others)


def _read_grid(placed: Placed, department: str | None, lexicon: Lexicon, reading: Reading) -> None:
    grid, context = placed.grid, placed.before
    before = len(reading.records)
    titles = tuple(p.text for p in (*context, *grid.captions))
    if is_table_list(grid, lexicon):
        reading.known("table_list", *grid.header, *grid.body)
    elif is_procurement(grid, titles, lexicon):
        read_procurement(grid, context, lexicon, reading)
    elif is_organisation(grid, lexicon):
        read_organisation(grid, department, lexicon, reading)
    else:
        layout = layout_of(grid, lexicon)
        form = form_of(titles, layout, lexicon) if layout.halves or is_empty(grid, layout, lexicon) else None
        if is_assets(grid, lexicon) and not form:
            read_assets(grid, context, lexicon, reading)
        elif form:
            reading.known("title", *(p for p in context if p.kind == "heading" and lexicon.budget_form(p.text)))
            BudgetTable(form, grid, layout, lexicon, reading).read(placed.captions(lexicon), department)
        else:
            _report_unread(grid, lexicon, reading)
            return
    if len(reading.records) > before or not grid.body:
        headings = (passage for passage in context if passage.kind == "heading")
        reading.known("title", *(p for p in headings if p is context[-1] or p.text.endswith("表")))


def _report_unread(grid: Grid, lexicon: Lexicon, reading: Reading) -> None:
    if any(lexicon.is_header_word(text) for row in grid.header for text in row.cells):
        reading.fault(
            Fault(
                rule="read.table", severity="warning", passage=grid.header[0].number, actual=grid.header[0].text[:80],
                message="a table with known column names but of no known form was not read",
                message_zh="该表的栏目名称为已知，但不属于已知的表式，没有读入",
            )
        )


def _read_prose(section: Section, department: str | None, lexicon: Lexicon, reading: Reading) -> None:
    if section.kind not in NO_FIGURES_IN:
        read_statements(section, lexicon, reading)
        read_headcounts(section, lexicon, reading)
    match section.kind:
        case "duties":
            read_duties(section, lexicon, reading)
        case "overall_goal":
            read_overall_goal(section, reading)
        case "item_goals":
            read_item_goals(section, lexicon, reading)
        case "measures":
            read_measures(section, reading)
        case "organisation" | "overview" | "":
            read_units(section, department, lexicon, reading)
        case "glossary" | "plans" | "offices":
            kind = section.kind.removesuffix("s")
            reading.known(kind, *section.paragraphs())




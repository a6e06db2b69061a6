"""Passages to records: one module for each kind of form, chosen by headings and column names of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.forms.assets import is_assets, read_assets
from loaders.forms.bodies import merge_bodies
from loaders.forms.budget_tables import form_of, read_budget_table
from loaders.forms.citations import read_citations
from loaders.forms.duties import read_duties
from loaders.forms.goals import read_item_goals, read_measures, read_overall_goal
from loaders.forms.grid import Grid, read_grids
from loaders.forms.headcount import read_headcounts
from loaders.forms.identity import Identity, identify, read_department
from loaders.forms.narrative import read_statements
from loaders.forms.organisation import is_organisation, read_organisation
from loaders.forms.outline import Section, outline
from loaders.forms.procurement import is_procurement, read_procurement
from loaders.forms.projects import ProjectReader, is_project_table
from loaders.forms.reading import Reading
from loaders.forms.units import read_units
from loaders.forms.years import read_years
from loaders.lexicon import Lexicon
from loaders.places import Document, Passage
from loaders.records import Fault

CONTEXT = 4
"""How many lines of text before a table may be its title, unit and caption."""

NO_FIGURES_IN = frozenset({"duties", "offices", "plans", "overall_goal", "item_goals", "measures", "glossary"})
"""Sections whose prose states no figures of the budget."""


@dataclass(frozen=True, slots=True)
class Forms:
    """All that the forms of one document say."""

    reading: Reading
    identity: Identity
    fiscal_year: int | None


def read_forms(document: Document, lexicon: Lexicon) -> Forms:
    """Read every form of a document. Passages that nobody understands stay out of records and structure."""
    reading = Reading()
    sections = outline(document, lexicon, reading)
    grids = _read_projects(sections, lexicon, reading)
    department = read_department(document, lexicon, reading)
    for grid, context in grids:
        _read_grid(grid, context, department, lexicon, reading)
    for section in sections:
        _read_prose(section, department, lexicon, reading)
    merge_bodies(reading)
    year = read_years(document, reading)
    read_citations(document, reading)
    return Forms(reading, identify(document, department, lexicon, reading), year)


def _read_projects(
    sections: list[Section], lexicon: Lexicon, reading: Reading
) -> list[tuple[Grid, tuple[Passage, ...]]]:
    """Read the projects of all sections; hand back the grids of the other tables with the lines before them."""
    projects = ProjectReader(lexicon, reading)
    grids: list[tuple[Grid, tuple[Passage, ...]]] = []
    context: list[Passage] = []
    for section in sections:
        if section.heading:
            projects.heading(section.heading)
            context.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Passage):
                projects.text(block)
                context.append(block)
            elif is_project_table(block, lexicon) or projects.goes_on(block):
                projects.rows(block.rows, context)
                context = []
            else:
                found = read_grids(block.rows, lexicon.is_header_word)
                grids.extend((grid, tuple(context[-CONTEXT:]) if i == 0 else ()) for i, grid in enumerate(found))
                context = []
    projects.finish()
    return grids


def _read_grid(
    grid: Grid, context: tuple[Passage, ...], department: str | None, lexicon: Lexicon, reading: Reading
) -> None:
    before = len(reading.records)
    if is_procurement(grid, lexicon):
        read_procurement(grid, context, lexicon, reading)
    elif is_organisation(grid, lexicon):
        read_organisation(grid, department, lexicon, reading)
    else:
        titles = tuple(p.text for p in (*context, *grid.captions))
        form = form_of(titles, grid, lexicon)
        if is_assets(grid, lexicon) and not form:
            read_assets(grid, context, lexicon, reading)
        elif form:
            reading.known("title", *(p for p in context if p.kind == "heading" and lexicon.budget_form(p.text)))
            read_budget_table(form, grid, context, lexicon, reading)
        else:
            _report_unread(grid, reading)
            return
    if len(reading.records) > before or not grid.body:
        headings = (passage for passage in context if passage.kind == "heading")
        reading.known("title", *(p for p in headings if p is context[-1] or p.text.endswith("表")))


def _report_unread(grid: Grid, reading: Reading) -> None:
    reading.fault(
        Fault(
            rule="read.table", severity="warning", passage=grid.header[0].number, actual=grid.header[0].text[:80],
            message="a table with known column names but of no known form was not read",
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




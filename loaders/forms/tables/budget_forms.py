"""Which budget table it is: the form that the nearest title names, and what its rows are classified by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.forms.tables.grid import Grid
from loaders.forms.tables.layout import Layout
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.wording import fold

LONGEST_TITLE = 70
CLOSE = 4
"""How many lines above a table its title stands at most."""
PERFORMANCE = "绩效"
"""The word in the titles of tables of goals, which repeat figures of the budget; only those of projects list them."""


def form_of(titles: Iterable[str], layout: Layout, lexicon: Lexicon) -> str | None:
    """The form of a table: the nearest title above it that names one, in the variant that its rows show."""
    for title in reversed(tuple(titles)):
        if len(title) > LONGEST_TITLE or title.endswith("。") or lexicon.structure["notes"].match(title):
            continue
        form = lexicon.budget_form(title)
        if form not in (None, "project_expenditure") and PERFORMANCE in title:
            return None
        if form is not None:
            variants = lexicon.budget_variants.get(form, {})
            return variants.get(_classified_by(title, layout), variants.get("other", form))
    return None


def _classified_by(title: str, layout: Layout) -> str:
    """What rows are classified by, function before economic class; else what the title says."""
    kinds = {kind for half in layout.halves for kind in half.kinds}
    if "function" in kinds:
        return "function"
    return "economic" if kinds & {"economic", "government_economic"} or "经济分类" in fold(title) else "other"


def is_empty(grid: Grid, layout: Layout, lexicon: Lexicon) -> bool:
    """Whether a table with column names of budget tables, among them one of figures, prints no figure."""
    texts = [text for row in grid.header for text in row.cells if text]
    known = [text for text in texts if lexicon.is_header_word(text)]
    return not layout.halves and len(known) > 1 and any(map(lexicon.budget_item, texts))


def is_table_list(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether a table lists the tables of the document and says which are empty, and why."""
    roles = {lexicon.table_list_columns.exact(column.leaf) for column in grid.columns}
    return {"name", "empty"} <= roles


def is_service_list(context: Sequence[Passage], lexicon: Lexicon) -> bool:
    """Whether the nearest title is that of a list of services, whose catalogue has levels as goals have them."""
    titles = (passage.text for passage in reversed(context[-CLOSE:]) if _is_table_title(passage.text))
    forms = map(lexicon.budget_form, titles)
    return next(filter(None, forms), None) == "service_purchase"


def is_budget_list(context: Sequence[Passage], lexicon: Lexicon) -> bool:
    """Whether the nearest title is that of the budget table of projects, which may tell their goals as well."""
    titles = (passage.text for passage in reversed(context) if lexicon.budget_form(passage.text))
    title = next(titles, "")
    return lexicon.budget_form(title) == "project_expenditure" and title.endswith("表") and PERFORMANCE not in title


def _is_table_title(text: str) -> bool:
    return text.endswith("表") and PERFORMANCE not in text

"""Names for the fields of Datasette's forms that its templates leave without one, for people who hear the page."""

from __future__ import annotations

_FIELDS = {
    '<select name="_filter_column': "filter_column", '<select name="_filter_op': "filter_operation",
    '<input type="text" name="_filter_value': "filter_value", '<select name="_sort"': "sort",
    '<textarea id="sql-editor"': "sql",
}
"""How a field begins in the source of a template, and the name of its words in texts/common.toml."""


def labelled(source: str) -> str:
    """The source of a template with a label in each of these fields.

    >>> labelled('<select name="_sort" id="sort_by">')
    '<select aria-label="{{ t(\\'common.field_sort\\') }}" name="_sort" id="sort_by">'
    """
    for field, words in _FIELDS.items():
        element, _, rest = field.partition(" ")
        source = source.replace(field, f"{element} aria-label=\"{{{{ t('common.field_{words}') }}}}\" {rest}")
    return source

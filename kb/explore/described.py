"""What a knowledge base says of its tables and questions, for the Datasette that serves it.

Datasette asks for the permission to see each table, and copies all of its own metadata each time: with some 150 tables
and views the page of the database took a fifth of a second. A plugin that answers what is asked spares it that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from datasette.app import Datasette

DESCRIBED: WeakKeyDictionary[Datasette, Mapping[str, Any]] = WeakKeyDictionary()
"""The metadata.json of each knowledge base that is served."""


def described(datasette: Datasette, key: str | None, table: str | None) -> Mapping[str, Any]:
    """The metadata, without the tables where only permissions and sizes are looked for: we set neither."""
    return {} if key == "tables" and table is None else DESCRIBED.get(datasette, {})

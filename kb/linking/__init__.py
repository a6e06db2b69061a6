"""Links between records, across documents: each with its method, score and evidence."""

from __future__ import annotations

import sqlite3

from kb.linking.duties import link_duties, set_funding
from kb.linking.indicators import link_indicators
from kb.linking.link import store
from kb.linking.procurements import link_procurements

LINKERS = (link_duties, link_indicators, link_procurements)


def link(connection: sqlite3.Connection) -> None:
    """Fill `links`, and say of each responsibility on what its funding rests."""
    for linker in LINKERS:
        store(connection, linker(connection))
    set_funding(connection)


__all__ = ["link"]

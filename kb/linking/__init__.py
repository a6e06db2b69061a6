"""Links between records, across documents: each with its method, score and evidence."""

from __future__ import annotations

import sqlite3

from kb.decisions import Decisions
from kb.linking.boilerplate import set_boilerplate
from kb.linking.changes import link_successions, record_changes
from kb.linking.duties import link_duties
from kb.linking.financing import link_financing
from kb.linking.indicator_sets import write_sets
from kb.linking.indicators import link_indicators, write_signatures
from kb.linking.judging import judge
from kb.linking.near_identical_sets import link_sets
from kb.linking.policies import gather_policies
from kb.linking.procurements import link_procurements
from kb.linking.projects import link_projects
from kb.linking.publications import link_publications
from kb.links import store

LINKERS = (link_indicators, link_procurements, link_projects, link_financing, link_successions)
"""In this order: money is financed once that `link_projects` has found printed twice."""


def link(connection: sqlite3.Connection, decisions: Decisions) -> None:
    """Fill `links` and what records have in common; say of each responsibility on what its funding rests."""
    publications, used = link_publications(connection, decisions.all)
    decisions.used |= used
    store(connection, publications)
    judged = judge(connection, decisions)
    store(connection, judged.links)
    for linker in LINKERS:
        store(connection, judged.undecided(linker(connection)))
    link_duties(connection, judged)
    write_signatures(connection)
    store(connection, judged.undecided(link_sets(connection, write_sets(connection))))
    set_boilerplate(connection)
    gather_policies(connection)
    record_changes(connection)


__all__ = ["link"]

"""What the service says of itself and of what it found, as the protocol writes it."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from kb.explore.language import Speech
from kb.explore.reconciling.batches import MOST_QUERIES
from kb.explore.reconciling.matching import Candidate
from kb.explore.reconciling.properties import TYPES, Property, entity_id, properties
from kb.schema import BY_NAME, NAMESPACE

WIDTH, HEIGHT = 420, 240
"""The frame in which clients show a preview, in pixels."""


def manifest(speech: Speech, site: str, base: str) -> dict[str, Any]:
    """What the service at `site` offers, of things whose IRIs begin with `base`."""
    endpoint = f"{site}/reconcile"
    suggests = {
        what: {"service_url": endpoint, "service_path": f"/suggest/{what}"} for what in ("entity", "property", "type")
    }
    suggests["entity"] |= {"flyout_service_url": endpoint, "flyout_service_path": "/flyout?id=${id}"}
    return {
        "versions": ["0.2"], "name": speech("reconcile.service"),
        "identifierSpace": f"{base}id/", "schemaSpace": NAMESPACE, "defaultTypes": types(speech),
        "documentation": endpoint, "serviceVersion": version("budget-kb"), "batchSize": MOST_QUERIES,
        "view": {"url": f"{site}/id/{{{{id}}}}"},
        "preview": {"url": f"{endpoint}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggests,
        "extend": {"propose_properties": {"service_url": endpoint, "service_path": "/properties"}},
    }


def types(speech: Speech) -> list[dict[str, str]]:
    """All types."""
    return [type_of(speech, table) for table in TYPES.values()]


def type_of(speech: Speech, table: str) -> dict[str, str]:
    """The type of the rows of a table."""
    return {"id": BY_NAME[table].rdf_class, "name": speech.term("table", table)}


def named(speech: Speech, kind: str = "") -> list[dict[str, str]]:
    """The properties of a type, or of all."""
    return [{"id": one.id, "name": one.name(speech.language)} for one in properties(kind).values()]


def candidate(speech: Speech, one: Candidate) -> dict[str, Any]:
    """A candidate; its features tell how well its name agrees and which given properties do."""
    features: list[dict[str, Any]] = [{"id": "name", "value": round(one.likeness, 1)}]
    features += [{"id": name, "value": agreed} for name, agreed in one.agreed.items()]
    return {
        "id": entity_id(one.table, one.id), "name": one.name, "description": one.about,
        "type": [type_of(speech, one.table)], "score": one.score, "match": one.match, "features": features,
    }


def suggestion(speech: Speech, one: Candidate) -> dict[str, Any]:
    """A candidate as a suggestion while somebody types."""
    return {
        "id": entity_id(one.table, one.id), "name": one.name, "description": one.about,
        "notable": [type_of(speech, one.table)],
    }


def heading(speech: Speech, one: Property) -> dict[str, Any]:
    """The head of a column of values, with the type of its things where these can be matched."""
    targets = sorted({str(column.target) for column in one.columns.values() if column.target in TYPES.values()})
    kind = {"type": type_of(speech, targets[0])} if len(targets) == 1 else {}
    return {"id": one.id, "name": one.name(speech.language), **kind}

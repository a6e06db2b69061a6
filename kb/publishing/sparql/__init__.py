"""SPARQL for programs and readers: in every format of the protocol, within limits of time, memory and rows."""

from kb.publishing.sparql.asking import MOST_ROWS, Asked, Failure, Pool, Reason, Reply, pool
from kb.publishing.sparql.results import GRAPHS, TABLES, result_of

__all__ = [
    "GRAPHS", "MOST_ROWS", "TABLES", "Asked", "Failure", "Pool", "Reason", "Reply", "pool", "result_of",
]

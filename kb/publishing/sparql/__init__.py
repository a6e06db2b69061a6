"""SPARQL for programs and readers: in every format of the protocol, within limits of time, memory and rows."""

from kb.publishing.sparql.asking import Asked, Failure, Pool, Reply, pool
from kb.publishing.sparql.results import GRAPHS, TABLES, result_of

__all__ = ["GRAPHS", "TABLES", "Asked", "Failure", "Pool", "Reply", "pool", "result_of"]

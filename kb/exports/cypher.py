"""The Cypher script that loads the CSV files of `kb.exports.neo4j` into a running Neo4j."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.exports.cleaning import Scalar
from kb.exports.neo4j import File, header

CONVERSIONS: Mapping[type[Scalar], str] = {bool: "toBoolean", int: "toInteger", float: "toFloat", str: ""}
BATCH = 10_000


def script(nodes: Sequence[File], relationships: Sequence[File]) -> str:
    """The whole of `import.cypher`."""
    files = [f"--nodes={file.name}" for file in nodes] + [f"--relationships={file.name}" for file in relationships]
    head = [
        "// Into an empty database, fastest:",
        f"//   neo4j-admin database import full --multiline-fields=true {' '.join(files)} neo4j",
        "// Into a running one: put the CSV files into its import folder, then: cypher-shell -f import.cypher",
        "// LOAD CSV takes a backslash before a quotation mark for an escape, which these files (RFC 4180) do not use:",
        "// set dbms.import.csv.legacy_quote_escaping=false (db.import.csv.legacy_quote_escaping in some versions).",
        "",
    ]
    constraints = [constraint(file.title) for file in nodes]
    return "\n".join([*head, *constraints, *map(load_nodes, nodes), *map(load_relationships, relationships)])


def constraint(title: str) -> str:
    """Ids are unique within a label; the constraint is also the index that the matches below use."""
    return f"CREATE CONSTRAINT {name(title + '_id')} IF NOT EXISTS FOR (n:{name(title)}) REQUIRE n.id IS UNIQUE;\n"


def load_nodes(file: File) -> str:
    """The statement that loads one file of nodes; running it again changes nothing."""
    return load(file, f"MERGE (n:{name(file.title)} {{id: row.{name('id:ID')}}})", "n")


def load_relationships(file: File) -> str:
    """The statement that loads one file of relationships between two kinds of nodes."""
    start, end = file.ends or ("", "")
    return load(
        file,
        f"MATCH (a:{name(start)} {{id: row.{name(':START_ID')}}}) "
        f"MATCH (b:{name(end)} {{id: row.{name(':END_ID')}}}) "
        f"MERGE (a)-[r:{name(file.title)} {{id: row.id}}]->(b)",
        "r",
    )


def load(file: File, merge: str, variable: str) -> str:
    """One `LOAD CSV` in batches."""
    values = [f"{variable}.{name(key)} = {converted(key, kind)}" for key, kind in file.properties.items()]
    return (
        f"LOAD CSV WITH HEADERS FROM {literal('file:///' + file.name)} AS row\n"
        f"CALL {{ WITH row {merge}" + (f" SET {', '.join(values)}" if values else "")
        + f" }} IN TRANSACTIONS OF {BATCH} ROWS;\n"
    )


def converted(key: str, kind: type[Scalar]) -> str:
    """The value of a column in its type; LOAD CSV gives every value as text."""
    value, convert = f"row.{name(header(key, kind))}", CONVERSIONS[kind]
    return f"{convert}({value})" if convert else value


def name(text: str) -> str:
    """Any text as a name in Cypher.

    >>> name("a`b")
    '`a``b`'
    """
    return "`" + text.replace("`", "``") + "`"


def literal(text: str) -> str:
    """Any text as a string in Cypher."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

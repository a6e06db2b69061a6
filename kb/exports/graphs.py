"""The network as GraphML, GEXF and Cytoscape JSON, with positions, sizes and colours where the format has them."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kb.exports.cleaning import Network, assembled
from kb.exports.layout import looks

GEXF_NODE = "{http://www.gexf.net/1.2draft}node"
TITLE = "Budget knowledge base"


def graphml(graph: Network, output: BinaryIO) -> None:
    """GraphML for yEd, Gephi, Cytoscape, igraph and others.

    Always by the writer of the standard library: `write_graphml` gives other bytes where lxml is installed.
    """
    nx.write_graphml_xml(graph, output, encoding="utf-8")


def gexf(graph: Network, output: BinaryIO) -> None:
    """GEXF 1.2 for Gephi, drawn already: every node has a position, a size and the colour of its kind."""
    drawn = assembled(
        ((node, {**graph.nodes[node], "viz": viz}) for node, viz in _viz(graph).items()),
        ((source, target, key, {**data, "id": key}) for source, target, key, data in graph.edges(keys=True, data=True)),
    )
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(drawn)
    _drop_date(writer)
    _drop_keys(writer)
    writer.write(output)


def _viz(graph: Network) -> dict[str, dict[str, Any]]:
    return {
        node: {
            "color": dict(zip("rgb", look.colour, strict=True), a=1.0),
            "position": {"x": look.x, "y": look.y, "z": 0.0},
            "size": look.size,
        }
        for node, look in looks(graph).items()
    }


def _drop_date(writer: GEXFWriter) -> None:
    """Without the day of writing: the same knowledge base gives the same bytes tomorrow."""
    for meta in writer.xml.findall("meta"):
        del meta.attrib["lastmodifieddate"]
        meta.find("creator").text = TITLE


def _drop_keys(writer: GEXFWriter) -> None:
    """Without the writer's `networkx_key`, which repeats the id of each edge as a column in Gephi."""
    number = writer.attr["edge"]["static"].get("networkx_key")
    for parent in (*writer.xml.iter("attributes"), *writer.xml.iter("attvalues")):
        for child in list(parent):
            edge_attribute = parent.tag == "attvalues" or parent.get("class") == "edge"
            if number is not None and edge_attribute and number in (child.get("id"), child.get("for")):
                parent.remove(child)


def cytoscape(graph: Network, output: BinaryIO) -> None:
    """Cytoscape JSON, for Cytoscape.js and the desktop program: elements with data, nodes with a position.

    `<` is written as an escape, so that the file can stand inside a page.
    """
    data = nx.cytoscape_data(graph)
    data["data"] = {"name": TITLE}
    drawn = looks(graph)
    for node in data["elements"]["nodes"]:
        look = drawn[node["data"]["value"]]
        node["data"]["name"] = graph.nodes[node["data"]["value"]].get("name", node["data"].get("label"))
        node["position"] = {"x": look.x, "y": look.y}
        node["data"]["colour"] = "#{:02x}{:02x}{:02x}".format(*look.colour)
        node["data"]["size"] = look.size
    for edge in data["elements"]["edges"]:
        edge["data"]["id"] = edge["data"]["key"]
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    output.write(text.replace("<", "\\u003c").encode("utf-8"))

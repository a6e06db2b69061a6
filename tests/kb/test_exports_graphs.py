"""GraphML, GEXF and Cytoscape JSON: whatever stands in the documents, the files are read back with the same graph."""

from __future__ import annotations

import io
import json
import math
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_exports import fill, sample

from kb.exports import graphs
from kb.exports.cleaning import Network, assembled, clean
from kb.exports.layout import COLOURS, looks
from kb.exports.network import KINDS, network

NS = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}
HOSTILE = (
    "<script>alert(1)</script>", "]]><x>&amp;", "\u202e倒\u2066序", "a\x00b\x08c", "😀👨‍👩‍👧", "\"'`\\", "长" * 5000,
    "\r\n\t x ", "\ufffe\uffff", "-1", "nan", "=cmd|' /C calc'!A0", "\x85\u2028",
)
names = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"])))


def small_network(name: str = "便民中心工作经费") -> Network:
    with tempfile.TemporaryDirectory() as folder, closing(fill(Path(folder), sample(name))) as connection:
        return clean(network(connection))


def written(write: Any, graph: Network) -> io.BytesIO:
    stream = io.BytesIO()
    write(graph, stream)
    stream.seek(0)
    return stream


def facts(graph: Any, without: tuple[str, ...] = ()) -> tuple[dict[str, Any], list[Any]]:
    """Nodes and edges with their attributes, free of order and of the class that a reader chose."""
    def kept(data: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in data.items() if key not in without}

    nodes = {node: kept(data) for node, data in graph.nodes(data=True)}
    edges = ((source, target, sorted(kept(data).items())) for source, target, data in graph.edges(data=True))
    return nodes, sorted(edges, key=repr)


@settings(max_examples=30, deadline=None)
@example("a\x00b")
@example("<script>alert(1)</script>")
@example("长" * 5000)
@given(names)
def test_every_format_is_read_back_as_it_was(name: str) -> None:
    graph = small_network(name)
    assert facts(nx.read_graphml(written(graphs.graphml, graph)), ("id",)) == facts(graph)
    assert facts(nx.read_gexf(written(graphs.gexf, graph)), ("id", "viz")) == facts(graph)
    data = json.load(written(graphs.cytoscape, graph))
    added = ("id", "value", "name", "size", "colour", "key", "source", "target")
    assert facts(nx.cytoscape_graph(data), added) == facts(graph, added)


@given(st.lists(st.dictionaries(
    st.sampled_from(["label", "a", "b", "名"]),
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers(), max_size=2)),
), min_size=2, max_size=4))
def test_any_attributes_at_all_are_read_back_once_cleaned(items: list[dict[str, Any]]) -> None:
    edges = [("0", "1", f"e{number}", {"label": "x", **data}) for number, data in enumerate(items)]
    graph = clean(assembled(((str(number), {"label": "x", **data}) for number, data in enumerate(items)), edges))
    assert facts(nx.read_graphml(written(graphs.graphml, graph)), ("id",)) == facts(graph)
    back = nx.read_gexf(written(graphs.gexf, graph))
    # In GEXF a label is always text.
    own = ("id", "viz", "label")
    assert facts(back, own) == facts(graph, own)
    labels = {node: str(data.get("label", node)) for node, data in graph.nodes(data=True)}
    assert {node: data["label"] for node, data in back.nodes(data=True)} == labels


def test_parallel_edges_keep_their_own_ids() -> None:
    graph = small_network()
    keys = sorted(key for *_, key in graph.edges(keys=True))
    assert len(keys) == len(set(keys)) == graph.number_of_edges()
    for write, path in ((graphs.gexf, ".//{http://www.gexf.net/1.2draft}edge"),
                        (graphs.graphml, ".//{http://graphml.graphdrawing.org/xmlns}edge")):
        root = ElementTree.fromstring(written(write, graph).getvalue())
        assert sorted(str(edge.get("id")) for edge in root.iterfind(path)) == keys
    edges = json.load(written(graphs.cytoscape, graph))["elements"]["edges"]
    assert sorted(edge["data"]["id"] for edge in edges) == keys


def test_gexf_says_where_each_node_stands_how_large_it_is_and_its_colour() -> None:
    graph = small_network()
    root = ElementTree.fromstring(written(graphs.gexf, graph).getvalue())
    nodes = root.findall("g:graph/g:nodes/g:node", NS)
    assert len(nodes) == graph.number_of_nodes()
    places = set()
    for node in nodes:
        position, colour, size = (node.find(f"viz:{name}", NS) for name in ("position", "color", "size"))
        assert position is not None
        assert colour is not None
        assert size is not None
        places.add((float(position.attrib["x"]), float(position.attrib["y"])))
        assert all(0 <= int(colour.attrib[part]) <= 255 for part in "rgb")
        assert 4 <= float(size.attrib["value"]) <= 40
    assert len(places) == len(nodes)


def test_gexf_declares_every_attribute_once_and_no_date() -> None:
    graph = small_network()
    text = written(graphs.gexf, graph).getvalue()
    root = ElementTree.fromstring(text)
    assert b"lastmodifieddate" not in text
    assert b"networkx_key" not in text
    for group, wanted in (("node", {"kind", "amount", "name"}), ("edge", {"relation", "method", "score"})):
        declared = root.findall(f"g:graph/g:attributes[@class='{group}']/g:attribute", NS)
        titles = [item.get("title") for item in declared]
        assert len(titles) == len(set(titles))
        assert wanted <= set(titles)
        used = {value.get("for") for value in root.iterfind(f".//g:{group}/g:attvalues/g:attvalue", NS)}
        assert used == {item.get("id") for item in declared}
    types = {item.get("title"): item.get("type") for item in root.iterfind(".//g:attribute", NS)}
    assert (types["amount"], types["amount_fen"], types["name"]) == ("double", "long", "string")


def test_cytoscape_json_can_stand_in_a_page_and_places_each_node() -> None:
    text = written(graphs.cytoscape, small_network("</script><script>x")).getvalue()
    assert b"<" not in text
    nodes = json.loads(text)["elements"]["nodes"]
    assert {tuple(sorted(node["position"])) for node in nodes} == {("x", "y")}
    unnamed = next(node["data"] for node in nodes if node["data"]["id"] == "funds/fun1")
    assert unnamed["name"] == "</script><script>x"


def grown(departments: int, projects: int) -> Network:
    """A network shaped like a county: departments, their projects, three indicators for each project."""
    nodes: list[tuple[str, dict[str, Any]]] = [("regions/r", {"kind": "regions"})]
    edges: list[tuple[str, str, str, dict[str, Any]]] = []

    def add(node: str, kind: str, parent: str) -> None:
        nodes.append((node, {"kind": kind}))
        edges.append((node, parent, f"{node}#", {}))

    for d in range(departments):
        add(f"d{d}", "departments", "regions/r")
        for p in range(projects):
            add(f"p{d}.{p}", "projects", f"d{d}")
            for i in range(3):
                add(f"i{d}.{p}.{i}", "indicators", f"p{d}.{p}")
    return assembled(nodes, edges)


def test_no_node_lies_on_another_and_a_project_keeps_its_indicators_near() -> None:
    graph = grown(12, 6)
    drawn = looks(graph)
    pairs = [(a, b) for number, a in enumerate(drawn.values()) for b in list(drawn.values())[:number]]
    gaps = [math.dist((a.x, a.y), (b.x, b.y)) - (a.size + b.size) / 2 for a, b in pairs]
    assert min(gaps) > 0

    def apart(a: str, b: str) -> float:
        return math.dist((drawn[a].x, drawn[a].y), (drawn[b].x, drawn[b].y))

    near = [apart(f"i3.2.{n}", "p3.2") for n in range(3)]
    far = [apart(f"p{d}.2", "p3.2") for d in range(12) if d != 3]
    assert max(near) < min(far)


def test_cycles_self_references_and_lone_nodes_have_places_too() -> None:
    graph = assembled(
        ((name, {"kind": "departments"}) for name in "abcd"),
        [("a", "b", "1", {}), ("b", "a", "2", {}), ("c", "c", "3", {})],
    )
    drawn = looks(graph)
    assert len({(look.x, look.y) for look in drawn.values()}) == 4
    assert looks(assembled([], [])) == {}


@pytest.mark.parametrize("shape", ["deep", "wide"])
def test_a_large_graph_is_laid_out_in_seconds(shape: str) -> None:
    many = 20_000
    above = (lambda n: n - 1) if shape == "deep" else (lambda n: 0)
    edges = [(str(n), str(above(n)), f"e{n}", {}) for n in range(1, many)]
    graph = assembled(((str(n), {"kind": "departments"}) for n in range(many)), edges)
    start = time.process_time()
    drawn = looks(graph)
    assert time.process_time() - start < 5
    assert len({(look.x, look.y) for look in drawn.values()}) == many
    assert max(math.hypot(look.x, look.y) for look in drawn.values()) < 30 * many


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == set(KINDS)
    assert len(set(COLOURS.values())) == len(COLOURS)

// The canvas: nodes where the server places them, colours of the page, what moves and what is marked.
const MANY = 400;
const SHORT = 16;
const READABLE = 0.85;
const NARROW = 600;
const FORCED = 300;
const WORDED = 60;
const NAMED = 12;

export const tokens = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["paper", "card", "ink", "muted", "line", "accent", "link"]
    .map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};

const looks = ({ card, ink, muted, line, accent, link }) => [
  { selector: "node", style: {
    width: "data(size)", height: "data(size)", "background-color": "data(colour)", "border-width": 1,
    "border-color": muted, label: "data(short)", color: ink, "font-size": 10, "text-valign": "bottom",
    "text-margin-y": 2, "text-background-color": card, "text-background-opacity": 0.75,
    "text-wrap": "wrap", "text-overflow-wrap": "anywhere", "text-max-width": 84,
  } },
  { selector: "node[?rest]", style: { shape: "round-rectangle", "text-overflow-wrap": "whitespace", "border-style": "dashed", "border-width": 2 } },
  { selector: "node[?opened]", style: { "border-width": 3, "border-color": ink } },
  { selector: "edge", style: { width: 1, "line-color": line, "curve-style": "haystack" } },
  { selector: "edge.near", style: {
    width: 2, "line-color": link, "curve-style": "straight", "target-arrow-shape": "triangle", "target-arrow-color": link,
    label: "data(label)", "font-size": 9, color: ink, "text-background-color": card, "text-background-opacity": 0.9,
  } },
  { selector: "node.found", style: { "border-color": accent, "border-width": 4 } },
  { selector: "node.chosen", style: { "border-color": accent, "border-width": 5, "z-index": 9 } },
];

const short = (label) => (label.length > SHORT ? `${label.slice(0, SHORT - 1)}…` : label);

// Room for words: the server's discs know no labels, so a small graph is spread.
const spread = (count) => (count > MANY ? 1.4 : count > 120 ? 2 : 3);

export function elements({ nodes, edges }) {
  const wide = spread(nodes.length);
  return [
    ...nodes.map(({ x, y, ...data }) => ({
      group: "nodes", data: { ...data, short: data.rest ? data.label : short(data.label) }, position: { x: x * wide, y: y * wide },
    })),
    ...edges.map((data) => ({ group: "edges", data })),
  ];
}

export function draw(cytoscape, container, shown) {
  const many = shown.nodes.length > MANY;
  const cy = cytoscape({
    container, elements: elements(shown), style: looks(tokens()), layout: { name: "preset", padding: 30 },
    hideEdgesOnViewport: many, textureOnViewport: many, boxSelectionEnabled: false, autounselectify: true,
    minZoom: 0.02, maxZoom: 6,
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(looks(tokens())));
  return cy;
}

// Rest from the server's places: forces for what people read node by node, no force and no waiting for more.
export function settle(cy, moved = new Set()) {
  if (cy.nodes().length <= FORCED) {
    cy.elements().filter((element) => !moved.has(element.id())).layout({
      name: "cose", randomize: false, animate: false, fit: false, numIter: 300, idealEdgeLength: () => 60,
      nodeRepulsion: () => 30000, nodeOverlap: 20, edgeElasticity: () => 60, gravity: 0.6, nodeDimensionsIncludeLabels: true,
    }).run();
  }
  widen(cy, moved);
}

// As wide as the canvas is: forces make a disc or a column of what has more room.
function widen(cy, moved) {
  const { w, h, x1 } = cy.nodes().boundingBox({ includeLabels: false });
  const by = Math.sqrt((cy.width() / cy.height()) / ((w || 1) / (h || 1)));
  if (cy.nodes().length < 3 || !Number.isFinite(by)) return;
  const held = Math.min(Math.max(by, 0.6), 1.7);
  cy.nodes().filter((node) => !moved.has(node.id())).positions((node) => {
    const { x, y } = node.position();
    return { x: x1 + (x - x1) * held, y: y / held };
  });
}

// Words stay as large as they are read: in a small graph all of them, in a larger one those of its hubs and
// largest nodes, until the reader comes nearer.
export function letter(cy) {
  const few = cy.nodes().length <= WORDED;
  const size = Math.min(Math.max(11 / cy.zoom(), 5), 60);
  const largest = cy.nodes().sort((a, b) => b.data("size") - a.data("size")).slice(0, NAMED);
  const worded = few ? cy.nodes() : cy.nodes("[?opened][[degree > 3]], [?rest], .chosen, .found").union(largest);
  cy.batch(() => {
    if (!few) cy.nodes().removeStyle("font-size text-max-width z-index").style("text-opacity", cy.zoom() < 0.9 ? 0 : 1);
    worded.style({ "font-size": size, "text-max-width": size * 8.4, "text-opacity": 1, "z-index": 5 });
  });
}

// All of it; on a phone that is too small to read: the middle of it.
export function fit(cy, focus) {
  cy.fit(undefined, 30);
  const middle = cy.getElementById(focus);
  if (cy.width() < NARROW && cy.zoom() < READABLE && middle.nonempty()) {
    cy.zoom(READABLE);
    cy.center(middle);
  }
}

// The next view in place of this one: what the reader has put somewhere stays there.
export function change(cy, shown, moved) {
  const wanted = elements(shown);
  const ids = new Set(wanted.map(({ data }) => data.id));
  cy.batch(() => {
    cy.elements().filter((element) => !ids.has(element.id())).remove();
    for (const element of wanted) {
      const old = cy.getElementById(element.data.id);
      if (old.empty()) {
        if (element.group === "nodes") cy.add(element);
      } else {
        old.data(element.data);
        if (element.position && !moved.has(element.data.id)) old.position(element.position);
      }
    }
    cy.add(wanted.filter(({ group, data }) => group === "edges" && cy.getElementById(data.id).empty()));
  });
  settle(cy, moved);
}

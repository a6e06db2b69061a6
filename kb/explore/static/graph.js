// The graph page. Its address is its state: whatever the reader does leads to another address, whose page holds the
// next view as data, as legend and as table.
import { change, draw, fit, letter, settle, tokens } from "./graph-drawing.js";
import { card } from "./graph-card.js";
import { listen } from "./graph-keys.js";
import { download, svg } from "./graph-image.js";

const $ = (id) => document.getElementById(id);
const data = (page) => JSON.parse(page.getElementById("graph-data").textContent);

function start(cytoscape) {
  const words = $("graph-words").dataset;
  const canvas = $("graph-canvas");
  const moved = new Set();
  let shown = data(document);
  let chosen = null;
  const cy = draw(cytoscape, canvas, shown);
  const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

  function choose(node) {
    cy.elements(".chosen, .near").removeClass("chosen near");
    chosen = node.addClass("chosen");
    node.connectedEdges().addClass("near");
    card($("graph-card"), node, words, { toggle, choose });
    letter(cy);
    const { x1, x2, y1, y2 } = cy.extent();
    const { x, y } = node.position();
    if (x < x1 || x > x2 || y < y1 || y > y2) cy.center(node);
  }

  async function toggle(node) {
    if (node.data("toggle")) await go(node.data("toggle"));
  }

  async function go(address, push = true) {
    canvas.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (push) history.pushState(null, "", address);
      renew(page);
    } catch {
      $("graph-card").textContent = words.failed;
    } finally {
      canvas.removeAttribute("aria-busy");
    }
  }

  function renew(page) {
    const before = shown.nodes.length;
    shown = data(page);
    for (const id of ["graph-live", "graph-twin", "graph-depth", "graph-files"]) {
      const old = $(id);
      old.replaceWith(document.importNode(page.getElementById(id), true));
    }
    pictures();
    cy.resize(); // a legend of another height has moved the canvas
    change(cy, shown, moved);
    const id = chosen?.id();
    const again = id ? cy.getElementById(id) : cy.collection();
    if (again.nonempty()) choose(again);
    else chosen = null;
    if (before !== shown.nodes.length) fit(cy, shown.focus);
    letter(cy);
    canvas.dataset.nodes = shown.nodes.length;
  }

  function find(text) {
    cy.nodes(".found").removeClass("found");
    const hits = text ? cy.nodes().filter((node) => node.data("label").toLowerCase().includes(text.toLowerCase())) : cy.collection();
    hits.addClass("found");
    $("graph-found").textContent = text ? (hits.length ? words.some.replace("#", hits.length) : words.none) : "";
    return hits;
  }

  function pictures() {
    for (const button of document.querySelectorAll("[data-save]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        if (button.dataset.save === "svg") {
          download(new Blob([svg(cy, tokens(), document.title)], { type: "image/svg+xml" }), "graph.svg");
        } else {
          download(await cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 6000, maxHeight: 6000, bg: tokens().paper }), "graph.png");
        }
      });
    }
  }

  cy.on("tap", "node", ({ target }) => {
    choose(target);
    if (!target.data("opened")) toggle(target);
  });
  cy.on("dragfree", "node", ({ target }) => moved.add(target.id()));
  listen(canvas, cy, { chosen: () => chosen, choose, toggle, zoom, leave: () => $("graph-find").focus() });
  canvas.addEventListener("focus", () => { if (!chosen && cy.nodes().nonempty()) choose(cy.getElementById(shown.focus).nonempty() ? cy.getElementById(shown.focus) : cy.nodes()[0]); });
  document.addEventListener("click", (event) => {
    const step = event.target.closest?.("a[data-step]");
    if (step && !event.ctrlKey && !event.metaKey) { event.preventDefault(); go(step.getAttribute("href")); }
    const by = event.target.dataset?.zoom;
    if (by) by === "fit" ? cy.fit(undefined, 30) : zoom(by === "in" ? 1.3 : 1 / 1.3);
  });
  $("graph-find").addEventListener("input", (event) => find(event.target.value.trim()));
  $("graph-find").form.addEventListener("submit", (event) => {
    const hits = find($("graph-find").value.trim());
    if (hits.empty()) return;
    event.preventDefault();
    const next = hits[(hits.indexOf(chosen ?? hits[hits.length - 1]) + 1) % hits.length];
    choose(next);
    cy.animate({ center: { eles: next }, zoom: Math.max(cy.zoom(), 1), duration: 200 });
  });
  addEventListener("popstate", () => go(location.href, false));
  pictures();
  settle(cy);
  fit(cy, shown.focus);
  letter(cy);
  let pending = 0;
  cy.on("zoom", () => { clearTimeout(pending); pending = setTimeout(() => letter(cy), 80); });
  canvas.dataset.nodes = shown.nodes.length;
}

if ($("graph-data") && !$("graph").hidden) {
  const { cytoscape } = await import("./vendor/graph.js");
  start(cytoscape);
}

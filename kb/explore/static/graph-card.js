// The card beside the drawing: what is chosen, what can be done with it, what it is connected with.
const MOST = 60;

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

export function card(place, node, words, actions) {
  const data = node.data();
  const doings = made("div", "", { class: "kb-graph-actions" });
  if (data.toggle) {
    const label = data.rest ? words.more : data.opened ? words.collapse : words.expand;
    const button = made("button", label, { type: "button", "data-do": "toggle" });
    button.addEventListener("click", () => actions.toggle(node));
    doings.append(button);
  }
  if (data.page) doings.append(made("a", data.rest ? words.table : words.page, { href: data.page }));
  if (data.focus) doings.append(made("a", words.focus, { href: data.focus }));
  const lines = node.connectedEdges();
  const list = document.createElement("ul");
  lines.slice(0, MOST).forEach((line) => {
    const other = line.source().same(node) ? line.target() : line.source();
    const item = document.createElement("li");
    const button = made("button", other.data("label"), { type: "button" });
    button.addEventListener("click", () => actions.choose(other));
    item.append(made("span", `${line.source().same(node) ? "→" : "←"} ${line.data("label")} `, { class: "relation" }), button);
    list.append(item);
  });
  place.replaceChildren(
    made("p", data.kind_name, { class: "kb-note" }), made("h2", data.label), doings,
    made("p", words.connections.replace("#", lines.length), { class: "kb-note" }), list,
  );
}

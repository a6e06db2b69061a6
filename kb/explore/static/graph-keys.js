// The drawing from the keyboard: arrows go to the nearest node that way, Tab through all, Enter opens, o leads to the page.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function towards(cy, from, [dx, dy]) {
  const { x, y } = from.position();
  let best = null;
  let least = Infinity;
  cy.nodes().forEach((node) => {
    const [across, down] = [node.position("x") - x, node.position("y") - y];
    const ahead = across * dx + down * dy;
    const aside = Math.abs(across * dy) + Math.abs(down * dx);
    const far = ahead + 2 * aside;
    if (ahead > 1 && aside <= 2 * ahead && far < least) [best, least] = [node, far];
  });
  return best;
}

export function listen(canvas, cy, { chosen, choose, toggle, leave, zoom }) {
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = chosen();
    const done = () => event.preventDefault();
    if (event.key === "Tab") {
      const order = cy.nodes();
      const place = node ? order.indexOf(node) : -1;
      const next = order[event.shiftKey ? (node ? place - 1 : -1) : place + 1];
      if (next) { done(); choose(next); }
    } else if (event.key in WAYS) {
      done();
      const next = node ? towards(cy, node, WAYS[event.key]) : cy.nodes()[0];
      if (next) choose(next);
    } else if (event.key === "Enter" && node) { done(); toggle(node); }
    else if (event.key === "o" && node?.data("page")) location.assign(node.data("page"));
    else if (event.key === "c" && node?.data("focus")) location.assign(node.data("focus"));
    else if (event.key === "+" || event.key === "-") { done(); zoom(event.key === "+" ? 1.3 : 1 / 1.3); }
    else if (event.key === "Escape") leave();
  });
}

// The drawing as an SVG picture: what the canvas shows, with the colours and words of the page.
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");

export function svg(cy, tokens, title) {
  const box = cy.elements().boundingBox();
  const lines = cy.edges().map((edge) => {
    const [a, b] = [edge.source().position(), edge.target().position()];
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}"><title>${escaped(edge.data("label"))}</title></line>`;
  });
  const dots = cy.nodes().map((node) => {
    const { x, y } = node.position();
    const size = node.data("size") / 2;
    const words = `<text x="${x}" y="${y + size + 10}">${escaped(node.data("short"))}</text>`;
    return `<g><title>${escaped(`${node.data("kind_name")}: ${node.data("label")}`)}</title>`
      + `<circle cx="${x}" cy="${y}" r="${size}" fill="${node.data("colour")}"/>${words}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x1 - 20} ${box.y1 - 20} ${box.w + 40} ${box.h + 40}" `
    + `width="${Math.ceil(box.w + 40)}" height="${Math.ceil(box.h + 40)}"><title>${escaped(title)}</title>`
    + `<rect x="${box.x1 - 20}" y="${box.y1 - 20}" width="100%" height="100%" fill="${tokens.paper}"/>`
    + `<g stroke="${tokens.line}" stroke-width="1">${lines.join("")}</g>`
    + `<g stroke="${tokens.muted}" fill="${tokens.ink}" font-family="sans-serif" font-size="10" text-anchor="middle">`
    + `${dots.join("").replaceAll("<text ", '<text stroke="none" ')}</g></svg>`;
}

export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

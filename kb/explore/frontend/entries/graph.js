// What the graph page draws with.
export { default as cytoscape } from "cytoscape";

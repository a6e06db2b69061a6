// What the SPARQL page edits queries with.
export { autocompletion } from "@codemirror/autocomplete";
export { StreamLanguage, syntaxHighlighting } from "@codemirror/language";
export { sparql } from "@codemirror/legacy-modes/mode/sparql";
export { Prec } from "@codemirror/state";
export { keymap } from "@codemirror/view";
export { classHighlighter } from "@lezer/highlight";
export { basicSetup, EditorView } from "codemirror";

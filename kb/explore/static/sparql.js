// The query as an editor: highlighting, completion of our terms by name or label, Ctrl-Enter asks. The text area stays
// in the form and is what is sent, so the page works without this script, too.
import {
  EditorView, Prec, StreamLanguage, autocompletion, basicSetup, classHighlighter, keymap, sparql, syntaxHighlighting,
} from "./vendor/sparql.js";

const KEYWORDS = [
  "select", "construct", "describe", "ask", "distinct", "where", "prefix", "optional", "union", "minus", "filter", "bind",
  "values", "exists", "not exists", "group by", "order by", "having", "limit", "offset", "count", "sum", "avg", "min",
  "max", "group_concat", "regex", "contains", "str", "lang", "coalesce",
];

const area = document.querySelector("#query");
const known = document.querySelector("#kb-terms script");
const terms = JSON.parse(known.textContent);
const options = [
  ...terms.map(({ name, label, about, kind }) => ({ label: `bk:${name}`, detail: label, info: about, type: kind, boost: 1 })),
  ...terms.map(({ name, label, about, kind }) => ({ label, detail: `bk:${name}`, apply: `bk:${name}`, info: about, type: kind })),
  ...KEYWORDS.map((word) => ({ label: word, type: "keyword" })),
];
const WORD = /[\p{L}\p{N}_:-]+/u;

function complete(context) {
  const word = context.matchBefore(WORD);
  const before = word && context.state.sliceDoc(word.from - 1, word.from);
  if ((!word && !context.explicit) || before === "?" || before === "$") return null;
  return { from: word ? word.from : context.pos, options, validFor: /^[\p{L}\p{N}_:-]*$/u };
}

// Over a selection Chromium would keep the look of what it replaces by an inline style, which our policy forbids.
function replace(event, view) {
  if (event.inputType !== "insertText" || !event.data || event.isComposing || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch({ ...view.state.replaceSelection(event.data), userEvent: "input.type", scrollIntoView: true });
  return true;
}

function ask() {
  area.form.requestSubmit();
  return true;
}

const editor = new EditorView({
  doc: area.value,
  extensions: [
    EditorView.cspNonce.of(known.nonce),
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: ask }])),
    basicSetup,
    StreamLanguage.define(sparql),
    syntaxHighlighting(classHighlighter),
    autocompletion({ override: [complete] }),
    EditorView.lineWrapping,
    EditorView.domEventHandlers({ beforeinput: replace }),
    EditorView.contentAttributes.of({ "aria-label": document.querySelector("label[for=query]").textContent }),
    EditorView.updateListener.of((update) => { if (update.docChanged) area.value = update.state.doc.toString(); }),
  ],
});
area.after(editor.dom);
area.hidden = true;

// Where the query could not be read any further, the cursor waits.
const place = document.querySelector(".kb-fault")?.textContent.match(/line (\d+), column (\d+)/);
if (place && Number(place[1]) <= editor.state.doc.lines) {
  const line = editor.state.doc.line(Number(place[1]));
  editor.dispatch({ selection: { anchor: Math.min(line.from + Number(place[2]) - 1, line.to) }, scrollIntoView: true });
  editor.focus();
}

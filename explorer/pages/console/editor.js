// The console's editor: CodeMirror with our colours of Cypher.
import {acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion} from "@codemirror/autocomplete";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {bracketMatching, HighlightStyle, syntaxHighlighting} from "@codemirror/language";
import {setDiagnostics} from "@codemirror/lint";
import {EditorState} from "@codemirror/state";
import {drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, placeholder} from "@codemirror/view";
import {tags} from "@lezer/highlight";
import {cypher} from "./cypher.js";

const COLOURS = HighlightStyle.define([
  {tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600"},
  {tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic"},
  {tag: tags.string, color: "var(--code-string)"},
  {tag: [tags.number, tags.bool], color: "var(--code-number)"},
  {tag: tags.atom, color: "var(--code-parameter)", fontWeight: "600"},
  {tag: tags.typeName, color: "var(--code-label)"},
  {tag: tags.special(tags.propertyName), color: "var(--code-type)"},
  {tag: tags.propertyName, color: "var(--code-property)"},
  {tag: tags.function(tags.variableName), color: "var(--code-function)"},
  {tag: [tags.operator, tags.punctuation, tags.bracket], color: "var(--code-mark)"},
]);

// Candidates come from the server; while a word goes on, the list is narrowed here.
function source(complete) {
  return async (context) => {
    const asked = context.explicit;
    const before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
    if (!asked && !/[\p{L}\p{N}_.:$`|&{[(]/u.test(before)) return null;
    const found = await complete(context.state.doc.toString(), context.pos, asked);
    if (context.aborted || !found?.candidates.length) return null;
    const byName = found.candidates.some((candidate) => candidate.kind === "actor"); // an id need not hold what was typed
    return {
      from: found.start,
      filter: !byName,
      options: found.candidates.map((candidate, n) => ({
        label: candidate.name,
        displayLabel: candidate.name,
        apply: candidate.insert,
        detail: candidate.meaning.length > 64 ? `${candidate.meaning.slice(0, 63)}…` : candidate.meaning,
        type: candidate.kind,
        boost: -n,
      })),
      validFor: byName ? undefined : /^[\p{L}\p{N}_]*$/u,
    };
  };
}

/**
 * Put an editor into an element.
 * @param {HTMLElement} place
 * @param {{text: string, label: string, hint: string, fixed: boolean, complete: Function, run: () => void, changed: (text: string) => void}} options
 */
export function createEditor(place, {text, label, complete, run, changed, hint, fixed}) {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          {key: "Mod-Enter", run: () => (run(), true), preventDefault: true},
          {key: "Tab", run: acceptCompletion},
          {key: "Ctrl-Space", run: startCompletion},
        ]),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        cypher,
        syntaxHighlighting(COLOURS),
        fixed ? [EditorState.readOnly.of(true), EditorView.editable.of(false), EditorView.contentAttributes.of({tabindex: "0"})] : [],
        autocompletion({override: [source(complete)], maxRenderedOptions: 60, interactionDelay: 0}),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({"aria-label": label, spellcheck: "false", autocorrect: "off", autocapitalize: "off"}),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
        placeholder(hint),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    // What is selected, else everything; and where it begins, to place what the server complains of.
    chosen: () => {
      const {from, to} = view.state.selection.main;
      const selected = view.state.sliceDoc(from, to);
      return selected.trim() ? {text: selected, start: from, part: true} : {text: view.state.doc.toString(), start: 0, part: false};
    },
    write: (text) => {
      view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: text}, selection: {anchor: 0}, scrollIntoView: true});
    },
    select: (from, to) => view.dispatch({selection: {anchor: from, head: to}}),
    complain: (at, message) => {
      const from = Math.min(at ?? 0, view.state.doc.length);
      const end = view.state.sliceDoc(from).match(/^\S*/)?.[0].length ?? 0;
      const to = Math.min(from + Math.max(end, 1), view.state.doc.length);
      view.dispatch(setDiagnostics(view.state, message ? [{from, to, severity: "error", message}] : []));
    },
    focus: () => view.focus(),
  };
}

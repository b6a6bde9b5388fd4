// The colours of Cypher: a stream parser that tells keywords, functions, labels, types, properties and parameters apart.
import {StreamLanguage} from "@codemirror/language";

const KEYWORDS = new Set(
  ("all and any as asc ascending assert by call case collect contains count create cypher delete desc descending detach distinct " +
    "drop else end ends exists explain false filter finish foreach from group groups in insert is join let limit load match " +
    "merge nan next nodetach none not null offset on optional or order path paths profile remove return scan set shortest show " +
    "shortestpath allshortestpaths single skip starts terminate then true type typed union unwind use using when where with xor yield").split(" "),
);
const CALLED = new Set(["all", "any", "collect", "count", "exists", "none", "single"]); // functions too, before a bracket
const ATOMS = new Set(["true", "false", "null", "nan", "inf"]);
const WORD = /^[\p{L}_][\p{L}\p{N}_]*/u;

function token(stream, state) {
  if (state.inside) return inside(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("/*")) return begin(stream, state, "*/", "comment");
  const quote = stream.match(/^['"]/);
  if (quote) return begin(stream, state, quote[0], "string");
  if (stream.match(/^\$(?:[\p{L}\p{N}_]+|`[^`]*`?)/u)) return became(state, "parameter", "atom");
  if (stream.match(/^0x[\da-f]+|^\d+(?:\.\d+)?(?:e[+-]?\d+)?/i)) return became(state, "number", "number");
  const word = stream.match(/^`(?:[^`]|``)*`?/) || stream.match(WORD);
  if (word) return named(stream, state, word[0]);
  const mark = stream.next();
  if ("([{".includes(mark)) {
    const kind = mark === "[" && state.last === "-" ? "type" : mark === "{" ? "map" : "label";
    state.brackets.push(kind);
  }
  if (")]}".includes(mark)) state.brackets.pop();
  if (!"|&!%".includes(mark)) state.naming = mark === ":" && state.brackets.at(-1) !== "map";
  return became(state, mark, "()[]{}".includes(mark) ? "bracket" : ",;.:".includes(mark) ? "punctuation" : "operator");
}

function became(state, last, style) {
  state.last = last;
  return style;
}

function named(stream, state, word) {
  const last = state.last;
  if (state.naming) {
    if (last !== "word") return became(state, "word", state.brackets.at(-1) === "type" ? "propertyName.special" : "typeName");
    state.naming = false;
  }
  state.last = "word";
  if (last === ".") return stream.match(/^\s*\(/, false) ? "function" : "propertyName";
  if (state.brackets.at(-1) === "map" && stream.match(/^\s*:(?!:)/, false)) return "propertyName";
  const low = word.toLowerCase();
  if (ATOMS.has(low)) return "bool";
  if (KEYWORDS.has(low) && !(CALLED.has(low) && stream.match(/^\(/, false))) return "keyword";
  return stream.match(/^\(|^(?:\.\w+)+\(/, false) ? "function" : "variableName";
}

function begin(stream, state, end, style) {
  state.inside = {end, style};
  state.last = "text";
  return inside(stream, state);
}

function inside(stream, state) {
  const {end, style} = state.inside;
  while (!stream.eol()) {
    if (stream.match(end)) {
      state.inside = null;
      return style;
    }
    if (stream.next() === "\\" && style === "string") stream.next();
  }
  return style;
}

export const cypher = StreamLanguage.define({
  name: "cypher",
  startState: () => ({inside: null, brackets: [], naming: false, last: ""}),
  copyState: (state) => ({...state, brackets: [...state.brackets]}),
  token,
  languageData: {commentTokens: {line: "//", block: {open: "/*", close: "*/"}}, closeBrackets: {brackets: ["(", "[", "{", "'", '"', "`"]}},
});

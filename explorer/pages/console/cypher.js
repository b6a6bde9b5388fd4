// The colours of Cypher: cypher/editing/colours.py again, line by line as CodeMirror wants it, over the same words.
import {StreamLanguage} from "@codemirror/language";
import words from "./words.json";

const [KEYWORDS, ALSO_FUNCTIONS, ATOMS] = [words.keywords, words.also_functions, words.atoms].map((list) => new Set(list));
const WORD = /^[\p{L}_][\p{L}\p{N}_$]*/u;

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
  if (last === ".") return stream.match(/^\s*\(/, false) ? "variableName.function" : "propertyName";
  if (state.brackets.at(-1) === "map" && stream.match(/^\s*:(?!:)/, false)) return "propertyName";
  const low = word.toLowerCase();
  if (ATOMS.has(low)) return "bool";
  if (KEYWORDS.has(low) && !(ALSO_FUNCTIONS.has(low) && stream.match(/^\(/, false))) return "keyword";
  return stream.match(/^\(|^(?:\.\w+)+\(/, false) ? "variableName.function" : "variableName";
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

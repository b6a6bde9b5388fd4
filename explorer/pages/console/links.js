// A permalink holds the statement and its parameters behind the #, which a browser keeps to itself: no log sees it.
import {BASE} from "../../browser/dash.js";

export const permalink = (text, parameters) => {
  const fragment = new URLSearchParams({q: text, p: JSON.stringify(parameters)});
  return `${location.origin}${BASE}/console#${fragment}`;
};

// What a link brought, once.
export const linkedQuery = () => {
  if (location.hash.length < 2) return null;
  const fragment = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  const text = fragment.get("q");
  if (!text) return null;
  try {
    return {text, parameters: JSON.parse(fragment.get("p") ?? "{}") ?? {}};
  } catch {
    return {text, parameters: {}};
  }
};

// A permalink holds the statement and its parameters behind the #, which a browser keeps to itself: no log sees it.
(() => {
  const fl = window.faultlines;

  fl.permalink = (text, parameters) => {
    const said = new URLSearchParams({q: text, p: JSON.stringify(parameters)});
    return `${location.origin}${fl.base}/console#${said}`;
  };

  // What a link brought, once.
  fl.linked = () => {
    if (location.hash.length < 2) return null;
    const said = new URLSearchParams(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    const text = said.get("q");
    if (!text) return null;
    try {
      return {text, parameters: JSON.parse(said.get("p") ?? "{}") ?? {}};
    } catch {
      return {text, parameters: {}};
    }
  };
})();

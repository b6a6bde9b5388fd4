// Speaks with the server. Each tab has a random name, so that it can cancel what it runs and nothing else.
(() => {
  const fl = window.faultlines;
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const client = random();
  fl.desk = {random};

  // The header can't be sent from another site without asking, and the server never says yes.
  fl.desk.post = (what, body, signal) =>
    fetch(`${fl.base}/console/${what}`, {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-Faultlines": "console"},
      body: JSON.stringify({client, ...body}),
      signal,
    });

  // What the server answers, or why it can't.
  fl.desk.ask = async (what, body, signal) => {
    try {
      const answer = await fl.desk.post(what, body, signal);
      return await answer.json();
    } catch (error) {
      if (error.name === "AbortError") return {state: "cancelled", message: "Cancelled"};
      return {state: "failed", message: "The explorer does not answer: is it still running?"};
    }
  };

  fl.desk.made = fl.made;
  fl.desk.find = (selector) => document.querySelector(`.console ${selector}`);
  fl.desk.number = fl.number;
})();

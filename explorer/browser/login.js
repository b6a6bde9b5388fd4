// When the session is over, whatever is asked for is answered 401 with the address of the login: go there, and come back.
const request = window.fetch;

window.fetch = async (...parts) => {
  const response = await request(...parts);
  const login = response.status === 401 && response.headers.get("X-Faultlines-Login");
  if (login) {
    const base = login.replace(/\/login$/, "");
    const path = location.pathname.startsWith(`${base}/`) ? location.pathname.slice(base.length) : "/";
    location.assign(`${login}?next=${encodeURIComponent(path)}${location.hash}`);
    return new Promise(() => {}); // whoever asked is about to go: Dash would read this answer twice, which is an error
  }
  return response;
};

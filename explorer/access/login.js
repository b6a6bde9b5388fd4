// As the explorer is: light or dark as it was chosen there; and what stands behind the # comes along through the login.
try {
  const scheme = localStorage.getItem("mantine-color-scheme-value");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // A browser that keeps nothing follows the system.
}

addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form");
  if (location.hash && form && location.pathname.endsWith("/login")) form.action += location.hash;
});

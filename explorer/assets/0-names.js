// The two names that everything here hangs on: `faultlines` for ourselves, `dash_clientside.faultlines` for Dash.
window.faultlines = {actions: {}};
window.dash_clientside = Object.assign(window.dash_clientside || {}, {faultlines: {}});

// The path under which a proxy shows us: "" or "/faultlines".
faultlines.base = JSON.parse(document.getElementById("_dash-config")?.textContent || "{}").requests_pathname_prefix?.replace(/\/$/, "") ?? "";

// Write a property of a component.
faultlines.set = (id, props) => window.dash_clientside.set_props(id, props);
faultlines.store = (id, data) => faultlines.set(id, {data});

// The bridge to Dash: its clientside callbacks are functions that a module has provided, and stores are written here.

/** @type {Record<string, (...args: any[]) => any>} */
const provided = {};
window.dash_clientside = Object.assign(window.dash_clientside || {}, {faultlines: provided});

/** The path under which a proxy shows us: "" or "/faultlines". */
export const BASE = JSON.parse(document.getElementById("_dash-config")?.textContent || "{}").requests_pathname_prefix?.replace(/\/$/, "") ?? "";

/**
 * Give Dash a function for the callbacks that name it.
 * @param {string} name
 * @param {(...args: any[]) => any} callback
 */
export const provide = (name, callback) => void (provided[name] = callback);

/** Whether Dash can be told anything yet. */
export const isReady = () => Boolean(window.dash_clientside.set_props);

/**
 * Write properties of a component.
 * @param {string} id
 * @param {Record<string, unknown>} props
 */
export const setProps = (id, props) => window.dash_clientside.set_props?.(id, props);

/**
 * Write a store.
 * @param {string} id
 * @param {unknown} data
 */
export const setStore = (id, data) => setProps(id, {data});

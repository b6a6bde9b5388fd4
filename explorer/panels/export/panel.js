// Export: what is in view goes to the server, which writes it; pixels are made of its vectors here.
import {actions, on} from "../../browser/actions.js";
import {setProps} from "../../browser/dash.js";
import {whole} from "../../browser/network/elements.js";
import {notify} from "../../browser/notice.js";
import {send} from "../../browser/post.js";
import {pageOf} from "./pdf.js";
import {drawnPicture, inView} from "./picture.js";

const [WIDTH, HEIGHT] = [1600, 1131]; // of a sheet
const PRINTED = 3; // times as large in a PDF
const CLEAR = 0.93; // quality of its picture
let filter = whole();
/** @type {AbortController | null} */
let making = null;

on("drawn", (_, seen) => void (filter = seen));

/** @param {string} id */
const field = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));
/** @param {string} id of a control with one button for each choice */
const choiceOf = (id) => /** @type {HTMLInputElement | null} */ (document.querySelector(`#${id} input:checked`))?.value;

const scheme = () => choiceOf("sheet-scheme") ?? "light";

actions.export = () => {
  if (!window.cy?.nodes().length) return notify("There is nothing in view to export");
  setProps("export", {opened: true});
};
actions["export-cancel"] = () => making?.abort();

/** @param {HTMLElement} [button] */
actions["export-make"] = async (button) => {
  const form = button?.dataset.form ?? "";
  if (making) making.abort();
  const mine = (making = new AbortController());
  // A tab that opens later than the click is taken for an advertisement.
  const tab = form === "print" ? open("", "_blank") : null;
  progress("Making it …");
  try {
    const blob = await MAKERS[form](form, mine.signal);
    if (tab) tab.location.href = URL.createObjectURL(blob);
    else if (form === "print") throw new Error("The browser keeps the page from opening: allow pop-ups for this address");
    else save(blob.file, blob.suffix);
    progress("");
    if (!tab) notify("Exported");
  } catch (error) {
    tab?.close();
    const cancelled = error instanceof DOMException && error.name === "AbortError";
    progress(cancelled ? "" : error instanceof Error ? error.message : String(error), true);
  } finally {
    if (making === mine) making = null;
  }
};

/** @param {string} words @param {boolean} [over] */
function progress(words, over = false) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".export-progress"));
  if (!line) return;
  line.hidden = !words;
  /** @type {HTMLElement} */ (line.querySelector(".export-status")).textContent = words;
  /** @type {HTMLElement} */ (line.querySelector("button")).hidden = over;
}

/**
 * What the server makes of what is in view.
 * @param {string} route
 * @param {Record<string, unknown>} more
 * @param {AbortSignal} signal
 */
async function made(route, more, signal) {
  const body = {...inView(filter), filter, title: field("sheet-title")?.value ?? "", scheme: scheme(), ...more};
  const answer = await send("export", route, body, signal);
  if (answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error((await answer.json()).failed ?? `The explorer rejects this (${answer.status}).`);
  if (!answer.ok) throw new Error(`The explorer rejects this (${answer.status}).`);
  return answer;
}

/** @param {AbortSignal} signal */
async function vectors(signal) {
  const names = field("sheet-names")?.checked ?? true;
  return (await made("picture", {names, picture: drawnPicture(filter, names, scheme())}, signal)).blob();
}

/**
 * The picture in pixels.
 * @param {AbortSignal} signal
 * @param {number} scale
 * @param {string} kind
 * @returns {Promise<Blob>}
 */
async function pixels(signal, scale, kind) {
  const address = URL.createObjectURL(await vectors(signal));
  try {
    const image = new Image(WIDTH * scale, HEIGHT * scale);
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width: WIDTH * scale, height: HEIGHT * scale});
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The browser has no room for a picture of this size"))), kind, CLEAR));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {AbortSignal} signal */
const page = async (signal) => (await made("document", {picture: drawnPicture(filter, true, scheme())}, signal)).blob();

/** @type {Record<string, (form: string, signal: AbortSignal) => Promise<any>>} */
const MAKERS = {
  svg: async (_, signal) => ({file: await vectors(signal), suffix: "svg"}),
  png: async (_, signal) => ({file: await pixels(signal, Number(choiceOf("sheet-scale") ?? 2), "image/png"), suffix: "png"}),
  pdf: async (_, signal) => {
    const picture = new Uint8Array(await (await pixels(signal, PRINTED, "image/jpeg")).arrayBuffer());
    const title = field("sheet-title")?.value || "faultlines";
    return {file: new Blob([/** @type {BlobPart} */ (pageOf(picture, WIDTH * PRINTED, HEIGHT * PRINTED, title))], {type: "application/pdf"}), suffix: "pdf"};
  },
  html: async (_, signal) => ({file: await page(signal), suffix: "html"}),
  print: (_, signal) => page(signal),
  ...Object.fromEntries(["actors", "edges", "statements", "graphml", "gexf", "cytoscape"].map((name) => [name, data])),
};

/** @param {string} form @param {AbortSignal} signal */
async function data(form, signal) {
  const answer = await made("data", {form}, signal);
  const suffix = answer.headers.get("X-Faultlines-Suffix") ?? "txt";
  return {file: await answer.blob(), suffix: suffix === "csv" ? `${form}.csv` : suffix};
}

/** @param {Blob} file @param {string} suffix */
function save(file, suffix) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `faultlines-${new Date().toISOString().slice(0, 10)}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

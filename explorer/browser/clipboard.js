// Copies a text, also where the clipboard is closed to pages without https.
import {notify} from "./notice.js";

/**
 * Copy what a button's data-copy holds, and show that it was done.
 * @param {HTMLElement} button
 */
export const copyFrom = (button) => copyText(button.dataset.copy ?? "", button);

/**
 * Copy a text, and show that it was done.
 * @param {string} text
 * @param {HTMLElement} [button]
 */
export async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  notify("Copied");
  if (!button) return;
  button.dataset.copied = "yes";
  setTimeout(() => delete button.dataset.copied, 1600);
}

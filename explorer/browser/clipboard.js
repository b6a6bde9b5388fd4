// Copies a text, also where the clipboard is closed to pages without https.
import {notify} from "./notice.js";

/**
 * Copy what a button's data-copy holds, and show that it was done.
 * @param {HTMLElement} button
 */
export async function copyFrom(button) {
  const text = button.dataset.copy ?? "";
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
  button.dataset.copied = "yes";
  notify("Copied");
  setTimeout(() => delete button.dataset.copied, 1600);
}

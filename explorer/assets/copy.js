// Copy a text, also where the clipboard is closed to pages without https.
faultlines.copy = async (button) => {
  const text = button.dataset.copy;
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
  faultlines.notice("Copied");
  setTimeout(() => delete button.dataset.copied, 1600);
};

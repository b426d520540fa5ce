/* What was typed and not yet acknowledged, kept in this tab under the person's id; nobody else's is ever kept. */
import { openNote } from "./note.js";
import { ticks } from "./swap.js";

const user = document.body.dataset.user;
const prefix = "khoi-draft:";
const place = (form) => `${prefix}${user}:${new URL(form.action).pathname}`;

/** Fields may stand outside their form in other cells of the row, so the form's own list is asked. */
export const fieldsIn = (form) => [...form.elements].filter((f) => f.name && !["hidden", "file", "submit", "button"].includes(f.type) && f.tagName !== "BUTTON" && f.tagName !== "FIELDSET");

export function keep(form) {
  if (!user) return;
  const values = [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && typeof value === "string");
  try { sessionStorage.setItem(place(form), JSON.stringify(values)); } catch { /* a full store: the page itself still holds the text */ }
}

export const drop = (form) => sessionStorage.removeItem(place(form));

function put(form, values) {
  const byName = new Map(values);
  if (byName.get("note") || byName.has("not_applicable")) openNote(form.closest("[data-row]"));
  for (const field of fieldsIn(form)) {
    if (ticks(field)) field.checked = values.some(([name, value]) => name === field.name && value === field.value);
    else if (byName.has(field.name)) field.value = byName.get(field.name);
  }
  // The version it was typed against goes back too: somebody else's change since must be answered 409, not overwritten.
  const version = form.elements.namedItem("version");
  if (version && byName.has("version")) version.value = byName.get("version");
}

/** Puts kept text back into its rows; returns the forms that got some. */
export function restore() {
  if (!user) return [];
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix) && !key.startsWith(`${prefix}${user}:`)) sessionStorage.removeItem(key);
  return [...document.querySelectorAll("form[data-autosave]")].filter((form) => {
    const kept = sessionStorage.getItem(place(form));
    if (kept) put(form, JSON.parse(kept));
    return kept;
  });
}


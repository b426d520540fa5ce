/* Answers of the server put in place, without disturbing what a person is typing. */
import { openNote } from "./note.js";

const isPage = (html) => /^\s*<!doctype/i.test(html);

/** The sentence of an error page, or null. */
export function refusal(html) {
  return isPage(html) ? new DOMParser().parseFromString(html, "text/html").querySelector("[data-refusal]")?.textContent.trim() ?? "" : null;
}

/** The elements of an answer; rows travel in <template>, or the parser would drop them outside their table. */
function pieces(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const wrapped = [...holder.content.querySelectorAll("template")];
  return wrapped.length ? wrapped.flatMap((t) => [...t.content.children]) : [...holder.content.children];
}

export const fieldsOf = (root) => [...root.querySelectorAll("input:not([type=hidden], [type=file]), select, textarea")].filter((f) => f.name);

export const ticks = (field) => field.type === "checkbox" || field.type === "radio";
const valueOf = (field) => (ticks(field) ? field.checked : field.value);

/** A field's name on this page, the same before and after its row is replaced. */
export const keyOf = (field) => [field.getAttribute("form") ?? field.closest("form")?.id ?? "", field.name, ticks(field) ? field.value : ""].join("/");

export function isDirty(field) {
  if (ticks(field)) return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const chosen = [...field.options].findIndex((o) => o.defaultSelected);
  return field.selectedIndex !== Math.max(chosen, 0);
}

export const snapshot = (fields) => new Map(fields.map((f) => [keyOf(f), valueOf(f)]));

/** What was typed since `sent` left is newer than the answer: it stays, with its caret. */
function carryOver(old, fresh, sent) {
  const live = new Map(fieldsOf(old).map((f) => [keyOf(f), f]));
  const focused = document.activeElement;
  let caret = null;
  for (const field of fieldsOf(fresh)) {
    const before = live.get(keyOf(field));
    if (!before) continue;
    const newer = sent.has(keyOf(before)) ? valueOf(before) !== sent.get(keyOf(before)) : isDirty(before);
    if (newer && ticks(field)) field.checked = before.checked;
    else if (newer) field.value = before.value;
    if (before === focused) caret = { field, range: before.setSelectionRange ? [before.selectionStart, before.selectionEnd] : null, newer };
  }
  return caret;
}

function restoreCaret({ field, range, newer }) {
  field.focus({ preventScroll: true });
  if (!range || range[0] === null) return;
  if (newer) field.setSelectionRange(...range);
}

/** What somebody opened while the answer was under way stays open, or the text typed there would have no place. */
function keepOpen(old, fresh) {
  if (old.querySelector(".note") && fresh.querySelector("a[data-note]")) openNote(fresh);
  const now = [...fresh.querySelectorAll("details")];
  [...old.querySelectorAll("details")].forEach((details, at) => { if (details.open && now[at]) now[at].open = true; });
}

function replace(old, fresh, sent) {
  const held = old.contains(document.activeElement);
  keepOpen(old, fresh);
  const caret = carryOver(old, fresh, sent);
  const button = held && !caret ? document.activeElement.name : null;
  old.replaceWith(fresh);
  if (caret) restoreCaret(caret);
  else if (held) ((button && fresh.querySelector(`[name="${CSS.escape(button)}"]`)) || fresh.querySelector("[data-cell], a, button"))?.focus({ preventScroll: true });
}

const LONGEST_PRESS = 1000; // ms: who holds the button longer clicks nothing any more
let press = Promise.resolve();
let letGo = () => {};
addEventListener("pointerdown", () => {
  letGo();
  press = new Promise((up) => { letGo = up; });
  setTimeout(letGo, LONGEST_PRESS);
}, true);
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => setTimeout(letGo), true);

/** Until no button of the mouse is down: a click needs its element still there when the button comes up. */
export const released = () => press;

export const swapping = { now: false };

/** Puts an answer in place by id; returns how many of its pieces found their place. */
export function swap(html, sent = new Map()) {
  if (isPage(html)) return 0;
  let placed = 0;
  swapping.now = true;
  for (const fresh of pieces(html)) {
    if (fresh.matches("[data-toast]")) { document.getElementById("toasts").append(fresh); continue; }
    const old = fresh.id && document.getElementById(fresh.id);
    if (!old) continue;
    replace(old, fresh, sent);
    placed += 1;
    const wanted = fresh.querySelector("[data-focus]");
    const elsewhere = document.activeElement !== document.body && !fresh.contains(document.activeElement);
    if (wanted && !elsewhere) wanted.focus();
  }
  swapping.now = false;
  return placed;
}

export const headers = () => ({ "X-CSRFToken": document.querySelector("meta[name=csrf-token]")?.content ?? "", "X-Requested-With": "fetch" });

/** A small notice in the corner; errors stay until closed. */
export function toast(text, kind = "info") {
  const box = document.createElement("div");
  const close = document.createElement("button");
  box.className = `notice ${kind}`;
  box.append(Object.assign(document.createElement("div"), { textContent: text }), close);
  Object.assign(close, { type: "button", className: "button plain small", textContent: "Đóng", onclick: () => box.remove() });
  document.getElementById("toasts").append(box);
  if (kind !== "error" && kind !== "warn") setTimeout(() => box.remove(), 8000);
  return box;
}

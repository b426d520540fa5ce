/* Typing in a table: Enter and arrows between rows, Escape takes back, a block from Excel pasted down the columns. */
import { dirty, flush, save } from "./autosave.js";
import { drop } from "./drafts.js";
import { toast } from "./swap.js";
import { thousandths } from "./sums.js";

let column = "";

const gridOf = (cell) => cell.closest("[data-grid]");
const rowsOf = (grid) => [...grid.querySelectorAll("[data-row]")].filter((row) => !row.hidden);
const cellsOf = (row) => [...row.querySelectorAll("[data-cell]:not(:disabled)")];
const cellIn = (row, name) => row.querySelector(`[data-cell="${CSS.escape(name)}"]:not(:disabled)`);

function move(cell, step, wanted = column) {
  const rows = rowsOf(gridOf(cell));
  for (let at = rows.indexOf(cell.closest("[data-row]")) + step; rows[at]; at += step) {
    const next = cellIn(rows[at], wanted) ?? cellsOf(rows[at]).at(-1);
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); column = wanted; return; }
  }
}

/** A number that differs from the self-score asks its reason before the hand moves on. */
function missingReason(cell) {
  const reason = cell.closest("[data-row]").querySelector("[data-reason]");
  const differs = cell.dataset.claimed !== undefined && cell.value.trim() && thousandths(cell.value) !== thousandths(cell.dataset.claimed);
  return differs && reason && !reason.value.trim() ? reason : null;
}

function enter(cell, back) {
  const form = cell.form;
  const row = cell.closest("[data-row]");
  const reason = missingReason(cell);
  const accept = row.querySelector("[data-accept]");
  if (reason) { reason.focus(); return; }
  const home = cell.matches("[data-reason]") ? row.querySelector("[data-claimed]")?.dataset.cell : column;
  if (form?.matches("[data-autosave]") && dirty(form)) save(form);
  else if (accept && !cell.matches("[data-reason]")) save(accept.form, accept);
  move(cell, back ? -1 : 1, home || column);
}

function restoreCell(cell) {
  if (cell.tagName === "SELECT") for (const option of cell.options) option.selected = option.defaultSelected;
  else cell.value = cell.defaultValue;
  if (cell.form?.matches("[data-autosave]") && !dirty(cell.form)) drop(cell.form);
  cell.select?.();
}

async function follow(link) {
  if (await flush()) location.assign(link.href);
}

function sideways(event, cell) {
  const link = document.querySelector(event.key === "ArrowRight" ? "a[data-next]" : "a[data-prev]");
  const whole = !cell || (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length);
  if (!link || !whole || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  follow(link);
}

function inCell(event, cell) {
  if (event.key === "Enter" && cell.tagName !== "TEXTAREA") { event.preventDefault(); enter(cell, event.shiftKey); }
  else if (event.key === "ArrowDown" && cell.tagName === "INPUT") { event.preventDefault(); move(cell, 1); }
  else if (event.key === "ArrowUp" && cell.tagName === "INPUT") { event.preventDefault(); move(cell, -1); }
  else if (event.key === "Escape") restoreCell(cell);
  else if (event.key.startsWith("Arrow") && cell.tagName === "INPUT") sideways(event, cell);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return; // a Vietnamese input method is still at work
  const cell = event.target.closest?.("[data-cell]");
  if (cell && gridOf(cell)) inCell(event, cell);
  else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !event.target.closest?.("input, select, textarea, dialog")) sideways(event, null);
});
document.addEventListener("focusin", ({ target }) => {
  if (!target.matches("[data-cell]")) return;
  column = target.dataset.cell;
  if (target.tagName === "INPUT" && target.value === target.defaultValue) target.select();
});

/* ---- pasting ---- */
const plain = (text) => text.normalize("NFC").trim().toLocaleLowerCase("vi");

/** Puts one value into a cell; false where the cell has no such choice. */
function fill(cell, value) {
  if (cell.tagName === "SELECT") {
    const option = [...cell.options].find((o) => plain(o.value) === plain(value) || plain(o.text) === plain(value));
    if (!option) return false;
    option.selected = true;
  } else cell.value = value.trim();
  return true;
}

function pasteBlock(start, lines) {
  const grid = gridOf(start);
  const columns = grid.dataset.grid.split(" ");
  const rows = rowsOf(grid);
  const top = rows.indexOf(start.closest("[data-row]"));
  const left = columns.indexOf(start.dataset.cell);
  const touched = new Set();
  const lost = [];
  lines.forEach((line, down) => line.forEach((value, right) => {
    if (!value.trim()) return;
    const row = rows[top + down];
    const cell = row && columns[left + right] && cellIn(row, columns[left + right]);
    if (cell && fill(cell, value)) touched.add(cell.form);
    else lost.push(`“${value.trim()}” (dòng ${down + 1})`);
  }));
  for (const form of touched) if (dirty(form)) save(form);
  if (lost.length) toast(`Đã dán ${touched.size} dòng. Không có chỗ cho ${lost.length} giá trị: ${lost.slice(0, 5).join(", ")}${lost.length > 5 ? "…" : ""}`, "warn");
  else toast(`Đã dán ${touched.size} dòng.`, "ok");
}

document.addEventListener("paste", (event) => {
  const cell = event.target.closest?.("[data-cell]");
  const text = event.clipboardData?.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "") ?? "";
  if (!cell || !gridOf(cell) || !/[\n\t]/.test(text)) return;
  event.preventDefault();
  pasteBlock(cell, text.split("\n").map((line) => line.split("\t")));
});

/* Small things any page may use: filter chips, dialogs, copying, sorting, menus, the search key. */
import { toast } from "./swap.js";

function filter(chip) {
  const tag = chip.dataset.filter;
  for (const other of document.querySelectorAll("[data-filter]")) other.toggleAttribute("aria-current", false);
  chip.setAttribute("aria-current", "true");
  const rows = [...document.querySelectorAll("[data-tags]")];
  for (const row of rows) row.hidden = Boolean(tag) && !row.dataset.tags.split(" ").includes(tag);
  document.getElementById("announce").textContent = `Đang hiện ${rows.filter((row) => !row.hidden).length} dòng`;
}

async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch { copyTheOldWay(text); }
  toast("Đã chép.", "ok");
}

function copyTheOldWay(text) { // plain http on an intranet has no clipboard
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

const collator = new Intl.Collator("vi", { numeric: true });
const keyOf = (row, at) => row.cells[at]?.dataset.key ?? row.cells[at]?.textContent.trim() ?? "";
const asNumber = (text) => { const n = Number(text.replaceAll(".", "").replace("−", "-").replace(",", ".")); return Number.isNaN(n) ? -Infinity : n; };

function sort(heading) {
  const at = heading.cellIndex;
  const down = heading.getAttribute("aria-sort") === "ascending";
  const body = heading.closest("table").tBodies[0];
  const compare = heading.dataset.sort === "number" ? (a, b) => asNumber(keyOf(a, at)) - asNumber(keyOf(b, at)) : (a, b) => collator.compare(keyOf(a, at), keyOf(b, at));
  body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * compare(a, b)));
  for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
}

for (const heading of document.querySelectorAll("th[data-sort]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" });
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sort(heading));
}

document.addEventListener("click", (event) => {
  const { target } = event;
  const chip = target.closest("[data-filter]");
  const dialog = document.getElementById(target.closest("[data-confirm]")?.dataset.confirm);
  const copied = target.closest("[data-copy]");
  for (const open of document.querySelectorAll("details[data-popup][open]")) if (!open.contains(target)) open.open = false;
  if (chip && document.querySelector("[data-tags]")) { event.preventDefault(); filter(chip); }
  if (dialog?.showModal) { event.preventDefault(); dialog.showModal(); }
  if (target.closest("[data-close]")) target.closest("dialog")?.close();
  if (copied) copy(copied.dataset.copy);
});
document.addEventListener("keydown", (event) => {
  const popup = event.key === "Escape" && event.target.closest?.("details[data-popup][open]");
  if (popup) { popup.open = false; popup.querySelector("summary").focus(); }
  if (event.key !== "/" || event.target.closest?.("input, select, textarea, dialog")) return;
  const search = document.getElementById("search");
  if (search) { event.preventDefault(); search.focus(); }
});

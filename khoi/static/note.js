/* The note of a row: a link until somebody opens it, then a copy of the page's one box. */

/** Opens the note of a row (also of one that is not on the page yet); returns its text field. */
export function openNote(row) {
  const link = row.querySelector("a[data-note]");
  const model = document.getElementById("note-box");
  if (!link || !model) return row.querySelector("textarea[name=note]");
  const box = model.content.firstElementChild.cloneNode(true);
  const text = box.querySelector("textarea");
  for (const field of box.querySelectorAll("[name]")) field.setAttribute("form", row.id.replace(/^m-/, "f-"));
  if (link.dataset.note !== "tick") box.querySelector("label").remove();
  text.setAttribute("aria-label", `${row.querySelector(".code").textContent} Ghi chú`);
  link.replaceWith(box);
  return text;
}

document.addEventListener("input", ({ target }) => {
  const count = target.tagName === "TEXTAREA" && target.closest("[data-row]")?.querySelector("[data-words]");
  if (!count) return;
  const words = Number(count.dataset.before) + target.value.split(/\s+/).filter(Boolean).length;
  const most = Number(count.dataset.words);
  count.textContent = most ? `${words}/${most} từ${words > most ? `: quá ${words - most} từ` : ""}` : `${words} từ`;
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-note]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openNote(link.closest("[data-row]"))?.focus();
});

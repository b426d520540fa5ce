/* The panel beside a grid: it follows the row in focus, or shows what a link leads to; on a narrow screen the link simply leads there. */
import { refusal } from "./swap.js";

let under = null;
let timer = 0;
let shown = "";

const panel = () => document.getElementById("panel");
const roomy = () => panel() && getComputedStyle(panel().closest(".aside") ?? panel()).position === "sticky";

async function show(address, takeFocus) {
  under?.abort();
  under = new AbortController();
  const box = panel();
  box.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, signal: under.signal, credentials: "same-origin" });
    const html = await answer.text();
    const why = refusal(html);
    if (why === null) box.innerHTML = html;
    else box.textContent = why || "Không mở được nội dung này.";
    shown = address;
    if (takeFocus) { box.tabIndex = -1; box.focus(); }
  } catch (error) {
    if (error.name !== "AbortError") box.textContent = "Mất kết nối, chưa mở được nội dung này.";
  }
  box.removeAttribute("aria-busy");
}

document.addEventListener("focusin", ({ target }) => {
  const row = target.closest?.("[data-follow]");
  const address = row?.dataset.follow || row?.querySelector("a[data-panel]")?.href;
  clearTimeout(timer);
  if (address && address !== shown && roomy()) timer = setTimeout(() => show(address, false), 200);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-panel]");
  if (!link || !roomy() || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href, true);
});

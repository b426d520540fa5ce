/* Rows that save themselves: one save at a time a row, at most three at once, tried again until acknowledged. */
import { drop, fieldsIn, keep, restore } from "./drafts.js";
import { headers, isDirty, refusal, released, snapshot, swap, swapping } from "./swap.js";

const rows = new Map(); // form id → { busy, again, trouble, tries, timer }
const waiting = [];
let running = 0;
let leaving = false;

const stateOf = (id) => rows.get(id) ?? rows.set(id, { busy: null, again: false, trouble: "", tries: 0, timer: 0 }).get(id);
const rowOf = (form) => form.closest("[data-row]") ?? form;
const saving = (target) => target?.form?.matches?.("form[data-autosave]") ? target.form : null;
export const dirty = (form) => fieldsIn(form).some(isDirty);
const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

function tell(form, text, kind = "", link = null) {
  const line = rowOf(form).querySelector("[data-state]");
  if (!line) return;
  line.className = `state ${kind}`;
  line.replaceChildren(text);
  if (!link) return;
  const anchor = Object.assign(document.createElement("a"), { href: link[1], textContent: link[0] });
  anchor.addEventListener("click", () => { leaving = true; });
  line.append(" ", anchor);
}

let summing = 0;
function tellPage() {
  clearTimeout(summing);
  summing = setTimeout(() => {
    const line = document.querySelector("[data-save-status]");
    const all = [...rows.values()];
    const failed = all.filter((s) => s.trouble).length;
    if (!line) return;
    line.className = `state ${failed ? "error" : all.some((s) => s.busy) ? "" : "saved"}`;
    line.textContent = failed ? `Chưa lưu ${failed} dòng` : all.some((s) => s.busy) ? "Đang lưu…" : `Đã lưu lúc ${clock()}`;
  }, 250);
}

const turn = () => (running < 3 ? (running += 1, Promise.resolve()) : new Promise((go) => waiting.push(go)));
const done = () => (waiting.length ? waiting.shift()() : (running -= 1));

async function post(form, submitter) {
  const body = new URLSearchParams([...new FormData(form, submitter)].filter(([, value]) => typeof value === "string"));
  await turn();
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: headers(), redirect: "manual", keepalive: true, credentials: "same-origin" });
    const html = await answer.text();
    await released();
    return { status: answer.type === "opaqueredirect" ? 401 : answer.status, html, wait: Number(answer.headers.get("Retry-After")) };
  } catch {
    return { status: 0, html: "", wait: 0 };
  } finally {
    done();
  }
}

function retryLater(form, state, wait) {
  state.tries += 1;
  const seconds = wait || Math.min(60, 2 ** state.tries);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => { const now = document.getElementById(form.id); if (now) save(now); }, seconds * 1000);
  return seconds;
}

function signIn() {
  const { signIn: address } = document.body.dataset;
  return address ? ["Đăng nhập lại", `${address}${address.includes("?") ? "&" : "?"}next=${encodeURIComponent(location.pathname + location.search)}`] : null;
}

/** What an answer means for its row; `form` is the one now on the page. */
function settle(form, state, { status, html, wait }, sent) {
  const why = refusal(html);
  state.trouble = "";
  if (status >= 200 && status < 300 && why === null) {
    state.tries = 0;
    if (!swap(html, sent)) for (const field of fieldsIn(form)) if ("defaultValue" in field) field.defaultValue = field.value;
    const now = document.getElementById(form.id) ?? form;
    if (dirty(now)) keep(now); else drop(now);
  } else if ((status === 409 || status === 422) && swap(html, sent)) {
    const now = document.getElementById(form.id) ?? form;
    state.trouble = "refused";
    keep(now);
  } else if (status === 401) {
    state.trouble = "signed out";
    tell(form, "Chưa lưu: phiên đã hết, nội dung vẫn được giữ.", "error", signIn());
  } else if (status === 0 || status === 429 || status >= 500) {
    state.trouble = "retrying";
    const seconds = retryLater(form, state, wait);
    tell(form, `Chưa lưu: ${status ? why || "máy chủ bận" : "mất kết nối"}. Thử lại sau ${seconds} giây.`, "error");
  } else {
    state.trouble = "refused";
    const reload = status === 400 ? ["Tải lại trang", location.href] : null;
    tell(form, `Chưa lưu: ${why || "máy chủ không nhận."}`, "error", reload);
  }
}

/** Saves a row; a second call while one is under way is remembered, not sent beside it. */
export function save(form, submitter = null) {
  const state = stateOf(form.id);
  if (state.busy) { state.again = true; return state.busy; }
  clearTimeout(state.timer);
  const sent = snapshot(fieldsIn(form));
  keep(form);
  tell(form, "Đang lưu…");
  state.busy = post(form, submitter).then((answer) => {
    state.busy = null;
    const now = document.getElementById(form.id) ?? form;
    settle(now, state, answer, sent);
    tellPage();
    const next = document.getElementById(form.id);
    if (state.again && next && !state.trouble && dirty(next)) { state.again = false; return save(next); }
    state.again = false;
    return null;
  });
  tellPage();
  return state.busy;
}

const pending = () => [...document.querySelectorAll("form[data-autosave]")].filter((form) => dirty(form) && !rowOf(form).querySelector("[data-conflict]"));

/** Sends what is typed and waits for the answers; true when nothing is left unsaved. */
export async function flush() {
  await Promise.all([...pending().map((form) => save(form)), ...[...rows.values()].map((s) => s.busy)]);
  return ![...rows.values()].some((s) => s.trouble);
}

document.addEventListener("input", ({ target }) => {
  const form = saving(target);
  if (!form || !dirty(form)) return;
  keep(form);
  tell(form, "Chưa lưu");
});
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = saving(target);
  if (!form || swapping.now || !form.isConnected || !dirty(form) || rowOf(form).querySelector("[data-conflict]")) return;
  if (form.dataset.autosave === "row" && relatedTarget?.form === form) return;
  save(form);
});
document.addEventListener("change", ({ target }) => {
  const form = saving(target);
  if (form && (target.tagName === "SELECT" || target.type === "checkbox" || target.type === "radio") && form.dataset.autosave !== "row") save(form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-autosave]")) return;
  event.preventDefault();
  save(event.target, event.submitter);
});
document.addEventListener("visibilitychange", () => { if (document.hidden) pending().forEach((form) => save(form)); });
addEventListener("online", () => { for (const [id, s] of rows) if (s.trouble === "retrying" && document.getElementById(id)) save(document.getElementById(id)); });
addEventListener("beforeunload", (event) => {
  if (!leaving && ([...rows.values()].some((s) => s.busy || s.trouble) || pending().length)) event.preventDefault();
});

for (const form of restore()) {
  tell(form, "Khôi phục nội dung chưa lưu");
  if (dirty(form)) { rowOf(form).scrollIntoView({ block: "center" }); save(form); } else drop(form);
}

/* Files dropped on a row or chosen in it, sent one after another with their progress. */
import { headers, refusal, swap, toast } from "./swap.js";

const words = { 0: "mất kết nối, hãy gửi lại", 401: "phiên đã hết, hãy đăng nhập lại", 413: "tệp quá lớn", 507: "máy chủ hết chỗ lưu" };
const size = (bytes) => `${(bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;

function objection(form, file) {
  const limit = Number(form.dataset.maxBytes || Infinity);
  const kinds = (form.querySelector("input[type=file]").accept || "").split(",").map((k) => k.trim().toLowerCase()).filter(Boolean);
  if (!file.size) return "tệp rỗng";
  if (file.size > limit) return `tệp ${size(file.size)}, lớn hơn mức ${size(limit)}`;
  if (kinds.length && !kinds.some((kind) => file.name.toLowerCase().endsWith(kind))) return `chỉ nhận ${kinds.join(", ")}`;
  return "";
}

function request(address, form, file, line) {
  const body = new FormData(form);
  const input = form.querySelector("input[type=file]");
  body.delete(input.name);
  body.append(input.name, file);
  return new Promise((answered) => {
    const call = new XMLHttpRequest();
    call.open("POST", address);
    for (const [name, value] of Object.entries(headers())) call.setRequestHeader(name, value);
    call.upload.onprogress = ({ loaded, total }) => { line.max = total; line.value = loaded; };
    call.onloadend = () => answered(call);
    call.send(body);
  });
}

async function send(address, form, file) {
  const wrong = objection(form, file);
  if (wrong) { toast(`${file.name}: ${wrong}.`, "error"); return; }
  const box = toast(`Đang tải lên: ${file.name}`, "warn");
  const line = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  line.setAttribute("aria-label", `Tiến độ tải ${file.name}`);
  box.firstChild.append(line);
  const call = await request(address, form, file, line);
  box.remove();
  const why = refusal(call.responseText);
  const placed = why === null && swap(call.responseText);
  if (call.status >= 200 && call.status < 300 && why === null) toast(`Đã nhận ${file.name}.`, "ok");
  else if (!placed) toast(`${file.name}: ${why || words[call.status] || "máy chủ không nhận tệp"}.`.replace("..", "."), "error");
}

async function sendAll(address, form, files) {
  for (const file of files) await send(address, form, file);
}

const shared = () => document.getElementById("uploads");
let chosenFor = "";

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
const over = (row) => { for (const el of document.querySelectorAll("[data-drop].over")) if (el !== row) el.classList.remove("over"); row?.classList.add("over"); };

document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault(); // beside a row too: the browser would leave the page and open the file
  const row = event.target.closest?.("[data-drop]");
  event.dataTransfer.dropEffect = row ? "copy" : "none";
  over(row);
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(null); });
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  const row = event.target.closest?.("[data-drop]");
  over(null);
  if (row && shared()) sendAll(row.dataset.drop || row.querySelector("[data-choose]").href, shared(), [...event.dataTransfer.files]);
});
document.addEventListener("change", ({ target }) => {
  const form = target.type === "file" && target.closest("form[data-upload]");
  if (!form) return;
  const files = [...target.files];
  target.value = "";
  sendAll(form === shared() ? chosenFor : form.action, form, files);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-choose]");
  if (!link || !shared()) return;
  event.preventDefault();
  chosenFor = link.href;
  shared().querySelector("input[type=file]").click();
});

/* Ceilings added up while a sheet is edited; whole thousandths, never fractions of two. */

/** Thousandths of a number written the Vietnamese way, or null: 8,5 and 8.5 are 8500, 1.234 is 1234000. */
export function thousandths(text) {
  const clean = String(text).trim();
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(clean) ? clean.replaceAll(".", "") : clean;
  const match = /^(-?)(\d+)(?:[.,](\d{1,3}))?$/.exec(plain);
  return match ? (match[1] ? -1 : 1) * (Number(match[2]) * 1000 + Number((match[3] ?? "").padEnd(3, "0"))) : null;
}

export const written = (value) => (value / 1000).toLocaleString("vi-VN", { maximumFractionDigits: 3 });

function check(id) {
  const line = document.querySelector(`[data-sum-for="${CSS.escape(id)}"]`);
  const own = document.querySelector(`[data-node="${CSS.escape(id)}"] [data-live-sum]`);
  if (!line || !own) return;
  const parts = [...document.querySelectorAll(`[data-parent="${CSS.escape(id)}"] [data-live-sum]`)].map((input) => thousandths(input.value) ?? 0);
  const sum = parts.reduce((a, b) => a + b, 0);
  const gap = (thousandths(own.value) ?? 0) - sum;
  line.classList.toggle("wrong-sum", gap !== 0);
  line.textContent = gap === 0 ? `Cộng ${written(sum)}: khớp` : `Cộng ${written(sum)}: ${gap > 0 ? "thiếu" : "thừa"} ${written(Math.abs(gap))}`;
}

document.addEventListener("input", ({ target }) => {
  const row = target.matches("[data-live-sum]") && target.closest("[data-node]");
  if (!row) return;
  check(row.dataset.node);
  if (row.dataset.parent) check(row.dataset.parent);
});

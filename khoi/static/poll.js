/* A piece of a page that follows what others do. While nobody looks at the page, or nothing happened, next to nothing is sent. */
const EVERY = 2000;

function follow(piece) {
  let tag = "";
  async function ask() {
    if (!document.hidden) {
      try {
        const headers = { "X-Requested-With": "fetch", ...(tag && { "If-None-Match": tag }) };
        const answer = await fetch(piece.dataset.poll, { headers, cache: "no-store" });
        if (answer.status === 401) return; // signed out: the next click leads to the sign-in page
        if (answer.ok) {
          tag = answer.headers.get("ETag") ?? "";
          piece.innerHTML = await answer.text();
        }
      } catch { /* the line is down: the next round asks again */ }
    }
    setTimeout(ask, EVERY);
  }
  setTimeout(ask, EVERY);
}

for (const piece of document.querySelectorAll("[data-poll]")) follow(piece);

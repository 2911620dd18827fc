// Cells fill in as they come, and all bodies are ticked at once. Without this file the page looks again by itself.
(() => {
  "use strict";
  const table = () => document.getElementById("comparison");

  async function fill() {
    const old = table();
    if (!old || !old.dataset.waiting) return;
    let fresh = null;
    try {
      const reply = await fetch(location.href);
      fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("comparison");
    } catch {
      document.getElementById("progress").textContent = "The server could not be reached. The page tries again.";
    }
    if (fresh) {
      const scroll = old.querySelector(".scroll");
      const at = [scroll.scrollLeft, scroll.scrollTop];
      const focused = document.activeElement === scroll;
      old.replaceWith(fresh);
      const made = fresh.querySelector(".scroll");
      [made.scrollLeft, made.scrollTop] = at;
      if (focused) made.focus({ preventScroll: true });
    }
    setTimeout(fill, fresh ? 500 : 3000);
  }

  const form = document.getElementById("choose");
  if (form) {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=pick]");
      if (!button || button.value === "filter") return;
      event.preventDefault();
      form.querySelectorAll("input[name=body]").forEach((box) => { box.checked = button.value === "all"; });
    });
  }
  setTimeout(fill, 500);
})();

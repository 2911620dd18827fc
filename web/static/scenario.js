// Sliders move their number fields; the workbench computes as figures change. Without this file the forms submit.
(() => {
  "use strict";
  const bench = document.getElementById("bench");
  let timer = 0;
  let last = 0;

  const read = (text) => parseFloat(text.replace(/[,£%]/g, "").replace("−", "-"));

  function join(root) {
    root.querySelectorAll("input[type=range][data-for]").forEach((slider) => {
      const field = document.getElementById(slider.dataset.for);
      slider.addEventListener("input", () => { field.value = slider.value; });
      field.addEventListener("input", () => { const n = read(field.value); if (!Number.isNaN(n)) slider.value = n; });
    });
  }

  function soon(event) {
    if (event.target.closest("[data-wait]")) return;
    clearTimeout(timer);
    timer = setTimeout(compute, 300);
  }

  const say = (text) => { document.getElementById("numbers").textContent = text; };

  // What stands around the numbers (messages, units, proofs) is taken from the fresh page; what is typed stays.
  function dress(fresh) {
    const old = [...bench.querySelectorAll("[data-field]")];
    const made = [...fresh.querySelectorAll("#bench [data-field]")];
    if (old.map((f) => f.dataset.field).join() !== made.map((f) => f.dataset.field).join()) {
      document.getElementById("fields").replaceWith(fresh.getElementById("fields"));
      join(bench);
      return;
    }
    old.forEach((field, n) => {
      const input = field.querySelector(".row input");
      const other = made[n].querySelector(".row input");
      field.className = made[n].className;
      field.querySelectorAll(".message,.proof").forEach((node) => node.remove());
      const message = made[n].querySelector(".message");
      const proof = made[n].querySelector(".proof");
      if (message) field.querySelector(".row").before(message);
      if (proof) field.append(proof);
      for (const name of ["aria-invalid", "aria-describedby"]) {
        if (other.hasAttribute(name)) input.setAttribute(name, other.getAttribute(name)); else input.removeAttribute(name);
      }
    });
  }

  async function compute() {
    const mine = ++last;
    const data = new URLSearchParams(new FormData(bench));
    for (const name of ["driver", "driver_value"]) data.delete(name);
    data.set("live", "1");
    let reply;
    try {
      reply = await fetch(bench.getAttribute("action"), { method: "POST", body: data });
    } catch {
      say("The server could not be reached. What you typed is kept; change a figure to try again.");
      return;
    }
    const text = await reply.text();
    if (mine !== last) return;
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const result = fresh.getElementById("result");
    if (!result) { say("That could not be computed just now. What you typed is kept; change a figure to try again."); return; }
    dress(fresh);
    const faults = [...fresh.querySelectorAll("#errors li")].map((item) => item.textContent);
    if (faults.length) {
      const named = bench.querySelector(".field .message");
      say(named ? "Not computed: see the marked figure." : faults[0]);
      return;
    }
    say("");
    document.getElementById("errors")?.remove();
    const kept = document.getElementById("result");
    const open = [...kept.querySelectorAll("details")].map((node) => node.open);
    document.getElementById("finding").textContent = fresh.getElementById("finding").textContent;
    [...kept.children].slice(1).forEach((node) => node.remove());
    [...result.children].slice(1).forEach((node) => kept.append(node));
    kept.querySelectorAll("details").forEach((node, n) => { if (n < open.length) node.open = open[n]; });
    bench.action = fresh.getElementById("bench").getAttribute("action");
    bench.elements.beside.value = fresh.querySelector("#bench [name=beside]").value;
    document.title = fresh.title;
    history.replaceState(null, "", reply.url);
  }

  // Only the figures that the chosen operation takes are shown.
  const takes = { project_compound: ["rate"], stock_flow: ["turnover", "backfill"], required_rate: ["target"], pay_bill: ["rate", "pay"] };
  const operation = document.getElementById("operation");
  function show() {
    const every = Object.values(takes).flat();
    document.querySelectorAll("#build [data-field]").forEach((field) => {
      field.hidden = every.includes(field.dataset.field) && !takes[operation.value].includes(field.dataset.field);
    });
  }
  if (operation) { operation.addEventListener("change", show); show(); }

  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  join(document);
  if (bench) {
    bench.addEventListener("input", soon);
    bench.addEventListener("change", soon);
  }
})();

// Sliders move their number fields; the workbench computes as they move. Without this file the forms submit.
(() => {
  "use strict";
  const pairs = (root) => root.querySelectorAll("input[type=range][data-for]");
  const bench = document.getElementById("bench");
  let timer = 0;
  let last = 0;

  function join(root) {
    pairs(root).forEach((slider) => {
      const field = document.getElementById(slider.dataset.for);
      slider.addEventListener("input", () => { field.value = slider.value; soon(); });
      field.addEventListener("input", () => { const n = parseFloat(field.value.replace(/[,£%]/g, "").replace("−", "-"));
        if (!Number.isNaN(n)) slider.value = n; soon(); });
    });
  }

  function soon() {
    if (!bench) return;
    clearTimeout(timer);
    timer = setTimeout(compute, 250);
  }

  async function compute() {
    const mine = ++last;
    const finding = document.getElementById("finding");
    const data = new URLSearchParams(new FormData(bench));
    data.delete("keep");
    const reply = await fetch(bench.getAttribute("action"), { method: "POST", body: data });
    if (mine !== last) return;
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    const errors = fresh.querySelector("#errors li");
    if (errors) { finding.textContent = errors.textContent; return; }
    const result = fresh.getElementById("result");
    if (!result) return;
    const scenario = fresh.querySelector("#bench [name=scenario]");
    const open = [...document.querySelectorAll("#result details")].map((node) => node.open);
    finding.textContent = fresh.getElementById("finding").textContent;
    const kept = document.getElementById("result");
    [...kept.children].slice(1).forEach((node) => node.remove());
    [...result.children].slice(1).forEach((node) => kept.append(node));
    kept.querySelectorAll("details").forEach((node, n) => { if (n < open.length) node.open = open[n]; });
    bench.action = fresh.getElementById("bench").getAttribute("action");
    bench.elements.scenario.value = scenario.value;
    history.replaceState(null, "", reply.url);
  }

  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  join(document);
  if (bench) bench.addEventListener("change", soon);
})();

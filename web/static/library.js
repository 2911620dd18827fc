// Drop files, send them one by one and follow each; without this file the form posts them all at once.
(() => {
  "use strict";
  const root = document.documentElement.dataset.root;
  const form = document.getElementById("upload");
  const drop = document.getElementById("drop");
  const input = document.getElementById("file");
  const list = document.getElementById("jobs");
  const section = document.getElementById("uploads");
  if (!form || !window.fetch) return;
  const words = { received: ["Received", "info"], reading: ["Reading", "info"], indexing: ["Indexing", "info"], ready: ["Ready", "good"],
    needs_ocr: ["No text: needs OCR", "warn"], refused: ["Not added", "bad"] };
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  };

  function show(item, job) {
    const [text, tone] = words[job.state] || [job.state, ""];
    const row = make("div", "row");
    row.append(make("b", "", job.file), make("span", "tag " + tone, text));
    item.replaceChildren(row);
    if (!["ready", "needs_ocr", "refused"].includes(job.state)) {
      const bar = make("progress");
      bar.max = 100;
      bar.value = job.percent;
      bar.setAttribute("aria-label", job.file);
      item.append(bar);
    }
    if (job.reason) item.append(make("p", "", job.reason));
    if (job.document) {
      const line = make("p");
      const link = make("a", "", "See what was understood of " + job.file);
      link.href = `${root}/library/${job.document}`;
      line.append(link);
      item.append(line);
    }
  }

  async function follow(item, id) {
    for (;;) {
      const job = await (await fetch(`${root}/api/jobs/${id}`)).json();
      show(item, job);
      if (["ready", "needs_ocr", "refused"].includes(job.state)) return;
      await new Promise((done) => setTimeout(done, 400));
    }
  }

  async function send(file) {
    const item = make("li");
    list.append(item);
    show(item, { file: file.name, state: "received", percent: 0 });
    const data = new FormData(form);
    data.delete("file");
    data.append("file", file, file.name);
    const reply = await fetch(`${root}/api/documents`, { method: "POST", body: data });
    const body = await reply.json();
    if (!reply.ok) return show(item, { file: file.name, state: "refused", reason: body.detail });
    return follow(item, body.id);
  }

  form.addEventListener("submit", async (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    section.hidden = false;
    section.scrollIntoView({ block: "nearest" });
    const files = [...input.files];
    input.value = "";
    const lane = async () => { while (files.length) await send(files.shift()).catch(() => {}); };
    await Promise.all([lane(), lane(), lane()]);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  }
  document.querySelectorAll("[data-job]:not([data-done])").forEach((item) => follow(item, item.dataset.job).catch(() => {}));
})();

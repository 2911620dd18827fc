// Streams answers into the transcript. Without this file every form still works by POST and redirect.
(() => {
  "use strict";
  const form = document.getElementById("ask");
  if (!form || !window.fetch || !window.ReadableStream) return;
  const box = document.getElementById("question");
  const turns = document.getElementById("turns");
  const stop = document.getElementById("stop");
  const announce = document.getElementById("announce");
  const steps = { read: "Reading the question", search: "Searching the documents", retrieve: "Searching the documents",
    compose: "Writing the answer", write: "Writing the answer", check: "Checking every figure", project: "Computing" };
  let flight = null;

  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  };

  async function ask(question, fields) {
    if (flight) flight.abort();
    flight = new AbortController();
    const item = make("li", "turn");
    const live = make("p", "busy", "Reading the question");
    const prose = make("div", "prose");
    prose.setAttribute("aria-hidden", "true");
    const answer = make("div", "answer");
    answer.append(live, prose);
    item.append(make("h2", "asked", question), answer);
    turns.append(item);
    document.querySelectorAll(".next").forEach((node) => node.remove());
    item.scrollIntoView({ block: "start" });
    const left = window.scrollY;
    stop.hidden = false;
    box.value = "";
    try {
      const body = { question, conversation_id: form.elements.conversation.value || null,
        councils: fields.council ? [fields.council] : [], without_context: Boolean(fields.without_context) };
      const reply = await fetch("/api/chat", { method: "POST", signal: flight.signal, body: JSON.stringify(body),
        headers: { "content-type": "application/json", accept: "text/event-stream" } });
      if (!reply.ok) throw new Error((await reply.json()).detail);
      let text = "";
      await events(reply.body, (kind, data) => {
        if (kind === "step") live.textContent = steps[data.step] || "Working";
        if (kind === "delta") { text += data.text; prose.textContent = text.replace(/\*\*/g, ""); }
        if (kind === "problem") throw new Error(data.detail);
        if (kind === "answer") item.dataset.answer = JSON.stringify([data.answer_id, data.conversation_id, data.text]);
      });
      const [id, conversation, whole] = JSON.parse(item.dataset.answer);
      await settle(item, id, conversation, whole, left);
    } catch (fault) {
      live.className = "message";
      live.textContent = fault.name === "AbortError"
        ? "Stopped. Change the question below and ask again." : fault.message || "The answer did not arrive. Try again.";
      announce.textContent = live.textContent;
      box.value = question;
      box.focus();
    } finally {
      stop.hidden = true;
      flight = null;
    }
  }

  async function events(stream, tell) {
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      const blocks = rest.split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const kind = /^event: (.*)$/m.exec(block);
        const data = /^data: (.*)$/m.exec(block);
        if (kind && data) tell(kind[1], JSON.parse(data[1]));
      }
    }
  }

  async function settle(item, id, conversation, whole, left) {
    const reply = await fetch(`/answers/${id}.html`);
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector(".turn");
    if (!fresh) throw new Error("The answer could not be shown. Reload the page.");
    dress(fresh);
    const stayed = Math.abs(window.scrollY - left) < 5;
    item.replaceWith(fresh);
    form.elements.conversation.value = conversation;
    history.replaceState(null, "", `/c/${conversation}#${fresh.id}`);
    document.querySelector(".lead")?.remove();
    document.querySelector("label[for=question]").textContent = "Ask another question";
    announce.textContent = "Answer complete. " + whole.split("\n")[0].replace(/[*#]|\[\w+\]/g, "");
    box.focus({ preventScroll: true });
    if (stayed) fresh.scrollIntoView({ block: "start" });
  }

  form.addEventListener("submit", (event) => {
    const question = box.value.trim();
    if (!question || question.length > 2000) return;
    event.preventDefault();
    ask(question, { council: form.elements.council ? form.elements.council.value : "" });
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  stop.addEventListener("click", () => flight && flight.abort());
  document.addEventListener("submit", (event) => {
    const other = event.target;
    if (other === form || other.getAttribute("action") !== "/ask" || !event.submitter) return;
    event.preventDefault();
    const without = other.elements.without_context;
    ask(event.submitter.value, { without_context: without ? without.value : "" });
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-copy],[data-edit],.cite");
    if (!link) return;
    if (link.dataset.edit !== undefined) {
      event.preventDefault();
      box.value = link.dataset.edit;
      box.focus();
    } else if (link.dataset.copy !== undefined && navigator.clipboard) {
      event.preventDefault();
      await navigator.clipboard.writeText(await (await fetch(link.href)).text());
      link.textContent = announce.textContent = "Copied with citations";
    } else if (link.hash) open(link.hash);
  });
  const open = (hash) => {
    const target = hash && document.getElementById(hash.slice(1));
    const details = target && target.closest("details");
    if (details) { details.open = true; target.scrollIntoView({ block: "center" }); }
  };
  const dress = (root) => root.querySelectorAll("[data-copy]").forEach((link) => {
    if (navigator.clipboard) link.firstChild.textContent = "Copy with citations";
  });
  dress(document);
  if (document.getElementById("waiting")) setTimeout(() => location.reload(), 1500);
  open(location.hash);
})();

// Answers, choices and lists change in place. Without this file every form still works by POST and redirect.
(() => {
  "use strict";
  const form = document.getElementById("ask");
  if (!form || !window.fetch || !window.ReadableStream) return;
  const box = document.getElementById("question");
  const turns = document.getElementById("turns");
  const stop = document.getElementById("stop");
  const note = document.getElementById("note");
  const announce = document.getElementById("announce");
  const root = document.documentElement.dataset.root;
  const looks = 1500;
  const lost = "The server cannot be reached. Check your connection and ask again.";
  let flight = null;

  class Told extends Error {}
  const at = (id) => document.getElementById(id);
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  };
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const conversation = () => form.elements.conversation.value;

  // Every way of failing becomes a sentence.
  async function call(address, options) {
    let reply;
    try { reply = await fetch(address, options); } catch { throw new Told(lost); }
    if (reply.ok) return reply;
    let problem = {};
    try { problem = await reply.json(); } catch { /* not ours: a proxy's page */ }
    const fields = Object.values(problem.errors || {}).join(" ");
    throw new Told(fields || problem.detail
      || `The server does not answer as it should just now (${reply.status}). Wait a moment and ask again.`);
  }

  function refuse(question) {
    tell(`“${flight.question.slice(0, 80)}” is still being answered. Send your question when the answer has come, or stop the one before.`);
    if (!box.value.trim()) box.value = question;
  }
  function tell(words) {
    note.textContent = words;
    note.hidden = !words;
    if (words) note.focus();
  }
  const hold = (question, id) => { flight = { question, id }; stop.hidden = false; stop.disabled = false; };
  const release = () => { flight = null; stop.hidden = true; };

  async function ask(question, fields) {
    if (flight) return refuse(question);
    tell("");
    hold(question, conversation());
    const own = flight;
    const item = make("li", "turn");
    const live = make("p", "busy", "Sending the question");
    const prose = make("div", "prose");
    const answer = make("div", "answer");
    prose.setAttribute("aria-hidden", "true");
    answer.append(live, prose);
    item.append(make("h2", "asked", question), answer);
    turns.append(item);
    document.querySelectorAll(".next").forEach((node) => node.remove());
    item.scrollIntoView({ block: "start" });
    const left = window.scrollY;
    try {
      const reply = await call(`${root}/ask`, { method: "POST", body: fields, headers: { accept: "text/event-stream" } });
      let answered = null;
      await events(reply.body, (kind, data) => {
        if (kind === "conversation") begun(own, data.id);
        if (kind === "step") live.textContent = data.words;
        if (kind === "delta") prose.textContent = (prose.textContent + data.text).replace(/\*\*/g, "");
        if (kind === "problem") throw new Told(data.detail);
        if (kind === "answer") answered = data;
        if (kind === "stopped") own.stopped = true;
      });
      if (own.stopped) return stopped(item, live, prose, question, fields);
      if (!answered) throw new Told("The connection was cut before the answer was complete. It may have been completed all the same.");
      await settle(item, answered, left);
    } catch (fault) {
      failed(item, live, fault instanceof Told ? fault.message : "The answer could not be shown. Look at the conversation again.", question, fields);
    } finally {
      release();
    }
  }

  function begun(own, id) {
    own.id = form.elements.conversation.value = id;
    history.replaceState(null, "", `${root}/c/${id}`);
    if (own.stopping) end(own);
  }

  async function events(stream, tellOne) {
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      let part;
      try { part = await reader.read(); } catch { return; }
      if (part.done) return;
      rest += part.value;
      const blocks = rest.split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const lines = block.split("\n");
        if (lines[0].startsWith("event: ")) tellOne(lines[0].slice(7), JSON.parse(lines[1].slice(6)));
      }
    }
  }

  // The question goes back into the box only when nothing else stands there.
  function again(live, item, question, fields) {
    const row = make("p", "row");
    const button = make("button", "second", "Ask it again");
    button.type = "button";
    button.addEventListener("click", () => {
      if (flight) return refuse("");
      if (box.value === question) box.value = "";
      item.remove();
      ask(question, fields);
    });
    row.append(button);
    if (conversation()) {
      const link = make("a", "", "Look at the conversation again");
      link.href = `${root}/c/${conversation()}`;
      row.append(link);
    }
    live.after(row);
    if (!box.value.trim()) box.value = question;
  }
  function failed(item, live, words, question, fields) {
    live.className = "message";
    live.tabIndex = -1;
    live.textContent = words;
    again(live, item, question, fields);
    live.focus();
  }
  function stopped(item, live, prose, question, fields) {
    live.className = "quiet";
    live.textContent = announce.textContent = "Stopped. Nothing of it was kept.";
    prose.remove();
    again(live, item, question, fields);
    box.focus();
  }

  async function settle(item, answered, left) {
    const reply = await call(`${root}/c/${conversation()}`, { headers: { accept: "text/html" } });
    const whole = parsed(await reply.text());
    const fresh = whole.querySelector(`[data-answer="${answered.id}"]`);
    if (!fresh) throw new Told("The answer could not be shown. Look at the conversation again.");
    dress(fresh);
    const stayed = Math.abs(window.scrollY - left) < 5;
    item.replaceWith(fresh);
    swap(whole, "head");
    if (!at("side").contains(document.activeElement)) swap(whole, "side-list");
    document.title = whole.title;
    at("side-search").action = `${root}/c/${conversation()}`;
    history.replaceState(null, "", `${root}/c/${conversation()}#${fresh.id}`);
    document.querySelector("label[for=question]").textContent = "Ask another question";
    announce.textContent = "Answer complete. " + answered.text.split("\n")[0].replace(/[*#]|\[\w+\]/g, "");
    tell("");
    if (!box.value || document.activeElement === stop) box.focus({ preventScroll: true });
    if (stayed) fresh.scrollIntoView({ block: "start" });
  }
  const swap = (whole, id) => { const fresh = whole.getElementById(id); if (fresh && at(id)) at(id).replaceWith(fresh); };

  async function end(own) {
    own.stopping = stop.disabled = true;
    if (!own.id) return;
    try {
      await call(`${root}/c/${own.id}/stop`, { method: "POST", headers: { accept: "application/json" } });
    } catch (fault) {
      own.stopping = stop.disabled = false;
      tell(fault.message);
    }
  }

  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (by && by.formAction && by.getAttribute("formaction") === `${root}/scope`) {
      event.preventDefault();
      return choose(by.name === "change" ? by.value : "");
    }
    const given = by && (by.name === "suggested" || by.name === "afresh");
    const question = given ? by.value : box.value.trim();
    if (flight) { event.preventDefault(); return refuse(given ? question : ""); }
    if (!question || question.length > 2000) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    if (given) fields.set(by.name, by.value);
    if (!given) box.value = "";
    ask(question, fields);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  stop.addEventListener("click", () => flight && end(flight));

  // What to answer from: chips and list are drawn by the server, the search box stays as it is.
  let choices = 0;
  async function choose(change) {
    const mine = ++choices;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("question", "");
    if (change) fields.set("change", change);
    try {
      const fresh = parsed(await (await call(`${root}/scope`, { method: "POST", body: fields, headers: { accept: "*/*" } })).text());
      if (mine !== choices) return;
      const focused = document.activeElement;
      const inside = ["scope-chips", "scope-list"].some((id) => at(id).contains(focused));
      const id = focused && focused.id;
      swap(fresh, "scope-chips");
      swap(fresh, "scope-list");
      if (inside) (id && at(id) ? at(id) : document.querySelector("#scope-choose summary")).focus();
      announce.textContent = at("scope-chips").textContent.replace(/\s+/g, " ").trim();
    } catch (fault) { tell(fault.message); }
  }
  const later = (run) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(run, 250); }; };
  const search = later(() => choose(""));
  form.addEventListener("change", (event) => event.target.type === "checkbox" && choose(""));
  form.addEventListener("input", (event) => event.target.id === "find_scope" && search());
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.id === "find_scope") { event.preventDefault(); choose(""); }
  });

  const find = at("find");
  async function seek() {
    const words = find.value;
    try {
      const reply = await call(`${root}/side?${new URLSearchParams({ find: words, at: conversation() })}`, { headers: { accept: "*/*" } });
      const fresh = parsed(await reply.text());
      if (words === find.value) swap(fresh, "side-list");
    } catch (fault) { tell(fault.message); }
  }
  if (find) {
    find.addEventListener("input", later(seek));
    at("side-search").addEventListener("submit", (event) => { event.preventDefault(); seek(); });
  }

  document.addEventListener("submit", async (event) => {
    const part = event.target.closest(".feedback");
    if (!part) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(event.target));
    if (event.submitter && event.submitter.name) fields.set(event.submitter.name, event.submitter.value);
    try {
      const reply = await call(event.target.getAttribute("action"), { method: "POST", body: fields, headers: { accept: "*/*" } });
      const fresh = parsed(await reply.text()).getElementById(part.id);
      part.replaceWith(fresh);
      fresh.focus({ preventScroll: true });
      announce.textContent = fresh.querySelector("p").textContent;
    } catch (fault) { tell(fault.message); }
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-copy],[data-edit],[data-link],.cite");
    if (!link) return;
    if (link.dataset.edit !== undefined) {
      event.preventDefault();
      if (box.value.trim() && box.value.trim() !== link.dataset.edit) return tell("Send or clear what stands in the box first.");
      box.value = link.dataset.edit;
      box.focus();
    } else if ((link.dataset.copy ?? link.dataset.link) !== undefined && navigator.clipboard) {
      event.preventDefault();
      try {
        const text = link.dataset.link !== undefined ? link.href : await (await call(link.href, {})).text();
        await navigator.clipboard.writeText(text);
        announce.textContent = "Copied";
        link.after(make("span", "quiet", " Copied"));
      } catch (fault) { tell(fault instanceof Told ? fault.message : "The browser did not allow copying."); }
    } else if (link.hash) open(link.hash);
  });
  const open = (hash) => {
    const target = hash && at(hash.slice(1));
    const details = target && target.closest("details");
    if (details) { details.open = true; target.scrollIntoView({ block: "center" }); }
  };
  const dress = (root) => root.querySelectorAll("[data-copy]").forEach((link) => {
    if (navigator.clipboard) link.firstChild.textContent = "Copy with sources";
  });
  dress(document);
  open(location.hash);

  function arrived(whole) {
    const question = flight.question;
    const errors = whole.getElementById("errors");
    const fresh = whole.querySelector("#turns > .turn:last-child");
    release();
    if (fresh && !at(fresh.id)) {
      dress(fresh);
      at("waiting").replaceWith(fresh);
      announce.textContent = "Answer complete.";
    } else {
      at("waiting").remove();
      tell(errors ? errors.querySelector("li").textContent : `“${question.slice(0, 80)}” was not answered. Ask it again.`);
      if (!box.value.trim()) box.value = question;
    }
    swap(whole, "head");
    swap(whole, "side-list");
  }

  // A page that was opened while its question is on its way looks again, and leaves the box alone.
  async function look() {
    try {
      const whole = parsed(await (await call(location.pathname, { headers: { accept: "text/html" } })).text());
      const waiting = whole.getElementById("waiting");
      if (waiting) at("waiting").replaceWith(waiting);
      else {
        arrived(whole);
        return undefined;
      }
    } catch (fault) { tell(fault.message); }
    return setTimeout(look, looks);
  }
  if (at("waiting")) {
    hold(at("waiting").querySelector(".asked").textContent, conversation());
    setTimeout(look, looks);
  }
})();

// The picture of a page: its mark is brought into view, and its size changes in place. Without this file links do both.
(() => {
  "use strict";
  // Words that are marked with the mouse or the keyboard can be added as a figure that was missed.
  const text = document.getElementById("page-text");
  const offer = document.getElementById("missed");
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const words = chosen.toString().trim();
    const within = text && words && text.contains(chosen.getRangeAt(0).startContainer); // three clicks end outside
    if (!offer || !within || words.length > 600) { if (offer && !offer.contains(document.activeElement)) offer.hidden = true; return; }
    const link = offer.querySelector("a");
    link.href = `${link.dataset.href}?quote=${encodeURIComponent(words)}`;
    offer.hidden = false;
  });

  const sheet = document.getElementById("picture");
  const pane = sheet && sheet.querySelector(".pane");
  if (!pane) return;

  function toMark() {
    const mark = pane.querySelector(".word");
    if (!mark) return;
    const here = mark.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    pane.scrollTop += here.top - frame.top - frame.height / 3;
    pane.scrollLeft += here.left - frame.left - 24;
  }

  sheet.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (!link) return;
    event.preventDefault();
    sheet.className = `sheet z${link.dataset.zoom}`;
    sheet.querySelectorAll("[data-zoom]").forEach((one) => one.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    const picture = pane.querySelector("img");
    if (link.dataset.zoom >= 200 && picture.src !== picture.dataset.large) picture.src = picture.dataset.large;
    history.replaceState(null, "", link.href);
    toMark();
  });
  toMark();
})();

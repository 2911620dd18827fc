// The picture of a page: its mark is brought into view, and its size changes in place. Without this file links do both.
(() => {
  "use strict";
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

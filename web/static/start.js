document.documentElement.classList.add("js");
// A page whose picture cannot be drawn is read as text alone.
document.addEventListener("error", (event) => {
  const leaf = event.target.closest && event.target.closest(".leaf");
  const sheet = leaf && leaf.closest(".sheet");
  if (sheet) { sheet.parentElement.classList.add("plain"); sheet.remove(); }
}, true);

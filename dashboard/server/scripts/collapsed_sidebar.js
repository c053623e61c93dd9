/*
 * Streamlit only moves a collapsed sidebar out of the window: Tab would stop at each of its fields, where nothing is to
 * be seen. While it is collapsed, the keyboard passes it by; the button that opens it stands outside it.
 */
(function () {
  if (!window.MutationObserver) return;
  new MutationObserver(function () {
    var sidebar = document.querySelector("[data-testid=stSidebar]");
    if (sidebar) sidebar.inert = sidebar.getAttribute("data-collapsed") === "true";
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-collapsed"] });
})();

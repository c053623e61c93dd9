/*
 * What one click did, one step back undoes. Streamlit writes an entry into the browser's history for each change of the
 * address on the way: the page left with the new query, sometimes the new page still without its filters. "Back" then
 * stopped at an address that nobody had been at, and filters were gone. Only the first change after a click or a key
 * gets an entry of its own; what follows it replaces it.
 *
 * And a new page begins at its top. Streamlit keeps the place where one had scrolled to on the page before; on a slow
 * computer the new page then opens in its middle, with its title and banners out of sight.
 */
(function () {
  var push = history.pushState;
  var asked = false;
  ["pointerdown", "click", "keydown"].forEach(function (kind) {
    window.addEventListener(kind, function () { asked = true; }, true);
  });
  history.pushState = function () {
    var before = location.pathname;
    (asked ? push : history.replaceState).apply(history, arguments);
    asked = false;
    var main = document.querySelector('[data-testid="stMain"]');
    if (main && location.pathname !== before) main.scrollTop = 0;
  };
})();

/*
 * What one click did, one step back undoes. Streamlit writes an entry into the browser's history for each change of the
 * address on the way: the page left with the new query, sometimes the new page still without its filters. "Back" then
 * stopped at an address that nobody had been at, and filters were gone. Only the first change after a click or a key
 * gets an entry of its own; what follows it replaces it.
 *
 * And a new page begins at its top. Streamlit keeps the place where one had scrolled to on the page before; on a slow
 * computer the new page then opens in its middle, with its title and banners out of sight.
 *
 * "Back" returns to the place on the page from which one went on, as soon as the page is that tall again.
 *
 * What tables have written into the address (dashboard/components/table/table.js) stays while one stays on the page:
 * Streamlit, which does not know of it, would leave it out or bring an old one back.
 */
(function () {
  var push = history.pushState;
  var asked = false;
  ["pointerdown", "click", "keydown"].forEach(function (kind) {
    window.addEventListener(kind, function () { asked = true; }, true);
  });
  function ofTables(pair) { return pair.indexOf("table.") === 0; }
  function pairsOf(address) { return (address.split("?")[1] || "").split("&").filter(Boolean); }
  function withTables(address) {
    var to = new URL(address, location.href);
    var pairs = pairsOf(to.search).filter(function (pair) { return !ofTables(pair); });
    if (to.pathname === location.pathname) pairs = pairs.concat(pairsOf(location.search).filter(ofTables));
    return to.pathname + (pairs.length ? "?" + pairs.join("&") : "") + to.hash;
  }
  var places = {}; // address → how far its page was scrolled when it was left
  function mainOf() { return document.querySelector('[data-testid="stMain"]'); }
  function addressNow() { return location.pathname + location.search; }
  window.addEventListener("popstate", function () {
    var address = addressNow(), place = places[address], until = Date.now() + 10000;
    if (!place) return;
    var looking = setInterval(function () {
      var main = mainOf();
      var isOver = asked || Date.now() > until || addressNow() !== address;
      var isTall = main && main.scrollHeight - main.clientHeight >= place;
      if (isTall && !isOver) main.scrollTop = place;
      if (isOver || (isTall && main.scrollTop >= place - 1 && Date.now() > until - 9000)) clearInterval(looking);
    }, 100);
  });
  history.pushState = function (state, unused, address) {
    var before = location.pathname, left = addressNow(), to = withTables(address);
    var newEntry = asked && to !== before + location.search + location.hash;
    (newEntry ? push : history.replaceState).call(history, state, unused, to);
    asked = false;
    var main = mainOf();
    if (main && newEntry) places[left] = main.scrollTop;
    if (main && location.pathname !== before) main.scrollTop = 0;
  };
})();

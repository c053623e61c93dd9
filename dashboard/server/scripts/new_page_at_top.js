/*
 * A new page begins at its top. Streamlit keeps the place where one had scrolled to on the page before; on a slow
 * computer the new page then opens in its middle, with its title and banners out of sight.
 */
(function () {
  var push = history.pushState;
  history.pushState = function () {
    var before = location.pathname;
    push.apply(history, arguments);
    var main = document.querySelector('[data-testid="stMain"]');
    if (main && location.pathname !== before) main.scrollTop = 0;
  };
})();

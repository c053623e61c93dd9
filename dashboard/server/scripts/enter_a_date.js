/*
 * Enter takes a typed date. Streamlit takes it only when the field is left; who types a date and presses Enter saw it in
 * the box and everything else as of the day before. Left for nothing in particular (blur), it thinks its calendar has
 * the focus, and waits.
 */
(function () {
  window.addEventListener("keydown", function (event) {
    var part = event.target;
    if (event.key !== "Enter" || !part.closest || !part.closest("[data-testid=stDateInputField] [role=spinbutton]")) return;
    document.querySelector("[data-testid=stMain]").focus();
    setTimeout(function () { part.focus(); }, 200);
  }, true);
})();

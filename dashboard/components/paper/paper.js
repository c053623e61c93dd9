/*
 * The page on paper (__init__.py beside): its words for the margins of each sheet go where paper.css finds them, and its
 * charts are drawn for the sheet before it is printed and for the screen afterwards.
 */
window.planPaper = (function () {
  const WIDTH = 1046; // Px between the margins of A4 in landscape.
  const HEIGHT = 520; // Px of a chart, so that its conclusion and its notes stand on the same sheet.
  const TYPE = 13; // Px, as paper.css has it.
  const FOLDED = "details:not([open]):has(.plan-table, [data-testid=planChart])";
  let told = null;
  let unfolded = [];

  window.addEventListener("beforeprint", function () {
    if (!told) return;
    const root = document.documentElement.style;
    for (const name of ["title", "filters", "source"]) root.setProperty("--paper-" + name, JSON.stringify(told[name]));
    unfolded = [...document.querySelectorAll(FOLDED)];
    for (const fold of unfolded) fold.open = true;
    window.planChart.onPaper({ width: WIDTH, height: HEIGHT, colours: told.colours });
    window.planTable?.onPaper(WIDTH, TYPE);
  });
  window.addEventListener("afterprint", function () {
    for (const fold of unfolded) fold.open = false;
    unfolded = [];
    window.planChart.onPaper(null);
    window.planTable?.onPaper(null);
  });

  return function (mounted) {
    told = mounted.data;
  };
})();

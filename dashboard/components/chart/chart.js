/*
 * Draws a chart where Streamlit mounts one (__init__.py beside, docs/decisions/0020). A chart that stands is
 * given its new figure; one that is out of sight is drawn when it comes into the window, or is printed.
 */
window.planChart = (function () {
  // Colour slots of a figure (dashboard/charts/palette.py): 1 to 10 categories, 11 to 20 roles.
  const SLOT = /#0000(0[1-9]|1\d|20)/g;
  const style = document.createElement("style");
  style.textContent = `
    .opens, .opens * { pointer-events: all !important; cursor: pointer; text-decoration: underline dotted; }
    @media (max-width: 640px) { .modebar-container { display: none; } } /* No room beside the words over a chart. */
    @media print { .opens, .opens * { text-decoration: none; } }`;
  document.head.append(style);
  const HOVERED = 100; // Milliseconds that Plotly takes to find the mark under a finger.
  const STILL = 6; // Px that a pointer may move in a click.
  const charts = new Set();
  let sheet = null; // While the page is printed: width and height in px, colours (../paper/paper.js).
  const decoder = new TextDecoder();

  const program = new Promise(function (resolve, reject) {
    const script = document.getElementById("plotly");
    if (window.Plotly) resolve();
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
  });

  // The twenty colours of the theme, in the order of the slots.
  function shades(element) {
    const style = getComputedStyle(element);
    const list = (kind) => style.getPropertyValue(`--st-chart-${kind}-colors`).split(",").map((colour) => colour.trim());
    return [...list("categorical"), ...list("sequential")];
  }

  function toolbar(chart) {
    const picture = () =>
      Plotly.downloadImage(chart.place, { format: "png", scale: 2, filename: chart.payload.name });
    const fullScreen = () => (document.fullscreenElement ? document.exitFullscreen() : chart.frame.requestFullscreen());
    const corners = { width: 24, height: 24, path: "M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z" };
    return [
      [
        { name: "picture", title: "下载图片（PNG）", icon: Plotly.Icons.camera, click: picture },
        { name: "fullScreen", title: "全屏（按 Esc 退出）", icon: corners, click: fullScreen }
      ]
    ];
  }

  function size(chart) {
    const isFree = chart.payload.stretch || document.fullscreenElement === chart.frame;
    return { width: chart.frame.clientWidth, height: isFree ? chart.frame.clientHeight : chart.payload.height, isFree };
  }

  function draw(chart) {
    chart.waits = false;
    const palette = sheet ? sheet.colours : shades(chart.frame);
    const figure = JSON.parse(chart.figure.replace(SLOT, (slot, number) => palette[number - 1]));
    chart.drawn = size(chart);
    const { width, height, isFree } = chart.drawn;
    figure.layout.width = width;
    figure.layout.height = window.planFit(figure, { width, height }, isFree);
    if (!isFree) chart.frame.style.height = figure.layout.height + "px";
    if (chart.place.on) {
      Plotly.react(chart.place, figure.data, figure.layout);
      return;
    }
    Plotly.newPlot(chart.place, figure.data, figure.layout, {
      displaylogo: false,
      // Where nothing hovers it would always stand there, over words of the chart.
      displayModeBar: matchMedia("(hover: none)").matches ? false : "hover",
      doubleClick: false,
      modeBarButtons: toolbar(chart)
    });
    // A hand over what can be clicked, and over nothing else.
    const point = (cursor) => {
      for (const layer of chart.place.querySelectorAll(".nsewdrag")) layer.style.cursor = cursor;
    };
    chart.place.on("plotly_hover", function (event) {
      const chosen = event.points[0] && event.points[0].customdata;
      point(chart.payload.clicks && chosen && chosen.length ? "pointer" : "default");
    });
    chart.place.on("plotly_unhover", () => point("default"));
    chart.place.on("plotly_afterplot", () => markNames(chart));
    // A finger's tap is taken by itself (tapped): Plotly says nothing of it while nothing can be dragged.
    chart.place.on("plotly_click", (event) => { if (!chart.isTouched && !chart.isMoved) choose(chart, event.points); });
  }

  function choose(chart, points) {
    const chosen = points && points[0] && points[0].customdata;
    if (chart.payload.clicks && chosen && chosen.length) chart.clicked(chosen);
  }

  // A click is where the pointer goes up within a few px of where it came down: who drags over a chart wants no filter.
  function watchPointer(chart) {
    let from = null;
    chart.place.addEventListener("pointerdown", function (event) {
      from = event;
      chart.isTouched = event.pointerType === "touch";
      chart.isMoved = false;
    }, true);
    window.addEventListener("pointerup", chart.lifted = function (event) {
      if (!from) return;
      chart.isMoved = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL;
      from = null;
      if (chart.isTouched && !chart.isMoved && chart.place.on) tapped(chart, event);
    }, true);
  }

  function tapped(chart, event) {
    const { clientX, clientY } = event;
    const target = chart.place.querySelector(".nsewdrag");
    if (!target || event.target.closest(".opens")) return;
    Plotly.Fx.hover(chart.place, { clientX, clientY, target }, "xy");
    setTimeout(() => choose(chart, chart.place._hoverdata), HOVERED);
  }

  // A row's name, beside it or over it, opens what it names: layout.meta.rows has a mark for each row that opens something.
  function markNames(chart) {
    const { annotations = [], meta = {} } = chart.place.layout;
    const mark = function (element, row) {
      element.planMark = meta.rows && meta.rows[row];
      element.classList.toggle("opens", Boolean(element.planMark));
    };
    for (const name of chart.place.querySelectorAll(".ytick text")) mark(name, name.__data__.x);
    for (const note of chart.place.querySelectorAll(".annotation")) {
      const { name, y } = annotations[note.dataset.index];
      if (name === "row") mark(note, y);
    }
  }

  function nameClicked(chart, event) {
    const name = event.target.closest(".opens");
    if (name) chart.clicked(name.planMark);
  }

  // Draws what waits for it, and fits what stands to its room.
  function look(chart) {
    if (!chart.near || !window.Plotly || !chart.frame.clientWidth) return;
    const now = size(chart);
    if (chart.waits || now.width !== chart.drawn.width || now.height !== chart.drawn.height) draw(chart);
  }

  function inSight(frame) {
    const box = frame.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  }

  function newChart(parent) {
    const frame = document.createElement("div");
    frame.dataset.testid = "planChart";
    frame.setAttribute("role", "figure");
    const place = document.createElement("div");
    frame.append(place);
    parent.append(frame);
    const chart = { frame, place, near: false, waits: true };
    place.addEventListener("click", (event) => nameClicked(chart, event));
    const resized = new ResizeObserver(() => look(chart));
    const seen = new IntersectionObserver(function (entries) {
      chart.near = entries[entries.length - 1].isIntersecting;
      look(chart);
    });
    resized.observe(frame);
    seen.observe(frame);
    charts.add(chart);
    watchPointer(chart);
    chart.remove = function () {
      charts.delete(chart);
      resized.disconnect();
      seen.disconnect();
      window.removeEventListener("pointerup", chart.lifted, true);
      if (place.on) Plotly.purge(place);
    };
    return chart;
  }

  // On paper all charts stand, as wide as the sheet and no higher; `printed` null: back to the room of each.
  function onPaper(printed) {
    sheet = printed;
    for (const chart of charts) {
      const style = chart.frame.style;
      const setHeight = () => {
        style.height = !chart.payload.stretch ? chart.payload.height + "px" : sheet ? sheet.height + "px" : "100%";
      };
      style.width = sheet ? sheet.width + "px" : "";
      style.zoom = "";
      setHeight();
      if (!window.Plotly || !chart.frame.clientWidth) continue;
      draw(chart);
      const share = sheet ? sheet.height / chart.frame.clientHeight : 1;
      if (share >= 1) continue;
      style.width = sheet.width / share + "px";
      setHeight();
      draw(chart);
      style.zoom = sheet.height / chart.frame.clientHeight;
    }
  }

  function mount(mounted) {
    const chart = (mounted.parentElement.chart ??= newChart(mounted.parentElement));
    const text = decoder.decode(mounted.data);
    chart.clicked = (chosen) => mounted.setTriggerValue("clicked", chosen);
    // It stands already, or waits as it is: a run that changes nothing of it, nor the theme, draws nothing.
    const theme = shades(chart.frame).join();
    if (chart.text === text && chart.theme === theme) return chart.remove;
    Object.assign(chart, { text, theme });
    const end = text.indexOf("\n");
    chart.payload = JSON.parse(text.slice(0, end));
    chart.figure = text.slice(end + 1);
    chart.waits = true;
    chart.frame.setAttribute("aria-label", chart.payload.alt);
    chart.frame.style.height = chart.payload.stretch ? "100%" : chart.payload.height + "px";
    chart.near = inSight(chart.frame);
    program.then(
      () => look(chart),
      () => { chart.place.textContent = "图没有载入，请刷新页面。" + chart.payload.alt; }
    );
    return chart.remove;
  }

  return Object.assign(mount, { onPaper });
})();

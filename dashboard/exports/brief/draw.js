// Draws the charts of a brief, in the colours of the reader's theme; on paper always in the light ones.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const charts = read("charts");
const palettes = read("palettes");
const dark = window.matchMedia("(prefers-color-scheme: dark)");

// Figures carry colour slots (dashboard/charts/palette.py); a palette says what stands for each.
const coloured = (figure, palette) => JSON.parse(figure.replace(/#0000\d\d/g, (slot) => palette[slot] || slot));

// A browser prints patterns as pixels: the bars that have one are hatched with lines of our own.
const hatch = (bar) => {
  const { x, y, width, height } = bar.getBBox();
  const lines = [];
  for (let start = x - height + 6; start < x + width; start += 11) {
    const left = Math.max(start, x), right = Math.min(start + height, x + width);
    lines.push(`M${left},${y + height - (left - start)}L${right},${y + height - (right - start)}`);
  }
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", lines.join(""));
  drawn.setAttribute("class", "hatch");
  drawn.style.stroke = bar.style.stroke;
  bar.after(drawn);
};

const draw = (chart, palette, width) => {
  const place = document.getElementById(chart.place);
  try {
    if (place.data) Plotly.purge(place);
    place.textContent = "";
    const figure = coloured(chart.figure, palette);
    figure.layout.width = width;
    Plotly.newPlot(place, figure.data, figure.layout, chart.config);
    // Plotly draws no group for a series without a value, so that groups are known by what they hold, not by place.
    place.querySelectorAll(".barlayer .trace").forEach((group) => {
      const series = group.__data__[0].trace.index;
      if (chart.hatched.includes(series)) group.querySelectorAll(".point path").forEach(hatch);
    });
    return true;
  } catch (error) {
    console.warn(error);
    place.textContent = "这张图没有画出来，数据见下面的表。请换 Chrome、Edge 等较新的浏览器再试。";
    place.classList.add("failed");
    return false;
  }
};

const roomOf = (chart) => {
  const place = document.getElementById(chart.place);
  return Math.min(charts.width, Math.max(place.clientWidth, chart.narrowest));
};
const onScreen = () => charts.list.map((chart) => draw(chart, palettes[dark.matches ? "dark" : "light"], roomOf(chart)));
const onPaper = () => charts.list.forEach((chart) => draw(chart, palettes.light, charts.width));

const drawn = onScreen();
document.documentElement.dataset.drawn = drawn.filter(Boolean).length;
document.getElementById("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", onPaper);
window.addEventListener("afterprint", onScreen);
dark.addEventListener("change", onScreen);
let resizing;
window.addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(onScreen, 200);
});

/*
 * Fits a figure to the room that it gets in this window, before it is drawn (docs/decisions/0024). Python lays it out
 * for a usual screen; here the texts are measured in the viewer's own typeface: names wrap or stand over their rows,
 * words on bars are cut to the bar, axes make room for the words behind their last mark. Never smaller than 12 px.
 */
window.planFit = (function () {
  const SMALLEST = 12;
  const LINE = 1.45; // Height of a line in heights of its type.
  const TOUCH = 4; // Px by which boxes of two lines may lie on one another: no sign is as tall as its box.
  const NAMES_BESIDE = 0.36; // Share of the width that names of rows may take before they stand over their rows.
  const HOVER = 0.72; // Share of the width that a text on hover may take: its arrow stands beside its mark.
  const NAME_SIGNS = 12;
  const UNDER_BAR = 0.18; // Rows from the middle of a row down to what stands under its bar.
  const ROW_UNDER_NAME = 50; // Px of a row whose name stands over its mark.
  const pen = document.createElement("canvas").getContext("2d");
  const entities = document.createElement("textarea");

  const plain = (words) => {
    entities.innerHTML = words.replace(/<[^>]+>/g, "");
    return entities.value;
  };
  const literal = (words) =>
    words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/#/g, "&#35;");
  const linesOf = (words) => String(words).split(/<br ?\/?>/);
  const lineWidth = (line, size) => {
    pen.font = (line.includes("<b>") ? "bold " : "") + size + "px " + window.planFit.family;
    return pen.measureText(plain(line)).width;
  };
  const widthOf = (words, size) => Math.max(0, ...linesOf(words).map((line) => lineWidth(line, size)));
  const heightOf = (words, size) => linesOf(words).length * LINE * size;

  // As many signs of `words` (no tags) as `room` px hold, with … where some are left out.
  function cut(words, room, size) {
    const text = plain(words);
    if (lineWidth(literal(text), size) <= room) return literal(text);
    const signs = [...text];
    while (signs.length && lineWidth(literal(signs.join("")) + "…", size) > room) signs.pop();
    return signs.length > 1 ? literal(signs.join("").trimEnd()) + "…" : "";
  }

  // `words` in at most `most` lines of `room` px; bold parts stay bold.
  function wrap(words, room, size, most) {
    const parts = String(words).replace(/<br ?\/?>/g, "").match(/<[^>]+>|&[^;]+;|[\w.%≥≤–]+年?|[\s\S]/gu) || [];
    const lines = [];
    let line = "", bold = false;
    for (const part of parts) {
      if (/^<\/?b>$/.test(part)) bold = part === "<b>";
      if (line && !part.startsWith("<") && lineWidth(line + part, size) > room) {
        lines.push(bold ? line + "</b>" : line);
        line = bold ? "<b>" : "";
        if (part === " ") continue;
      }
      line += part;
    }
    lines.push(line);
    if (lines.length <= most) return lines.join("<br>");
    const last = cut(lines.slice(most - 1).join(""), room, size);
    return [...lines.slice(0, most - 1), last].join("<br>");
  }

  const number = (axis, value) => (axis.type === "date" ? Date.parse(String(value).replace(" ", "T")) : Number(value));
  const same = (a, b) => Math.abs(a - b) < 1e-9;

  return function (figure, size, isFree) {
    const { layout, data } = figure;
    const { xaxis, yaxis, margin } = layout;
    window.planFit.family = layout.font.family;
    const notes = layout.annotations || [];
    let height = size.height;
    if (!xaxis.range && xaxis.tickvals) xaxis.range = [xaxis.tickvals[0] - 0.5, xaxis.tickvals.at(-1) + 0.5];
    const start = number(xaxis, xaxis.range ? xaxis.range[0] : 0);
    let end = xaxis.range ? number(xaxis, xaxis.range[1]) : 1;
    const room = () => size.width - margin.l - margin.r;
    const place = (x) => ((number(xaxis, x) - start) / (end - start)) * room();
    const rows = yaxis.range ? Math.abs(yaxis.range[0] - yaxis.range[1]) : 1;
    const columnPitch = () => room() / (end - start);
    const pitch = () => (height - margin.t - margin.b) / rows;
    // Without names of rows the axis counts something else: a chart of tiles or squares counts px.
    const isRows = yaxis.ticktext && yaxis.range && yaxis.range[0] > yaxis.range[1];
    const inX = (note) => (note.xref || "x") === "x";
    const moved = [];
    const inRows = (note) => isRows && (note.yref || "y") === "y";
    const isOverAll = (note) => inX(note) && note.yref === "paper" && note.y === 1 && note.yanchor === "bottom";
    const grow = (px) => { if (!isFree) height += px; };

    hoverTexts();
    if (isRows) smallerRows();
    if (yaxis.ticktext && yaxis.visible !== false && yaxis.showticklabels !== false) rowNames();
    legendLines();
    if (isRows) smallerRows();
    cellTexts();
    wordsOnMarks();
    widerAxis();
    if (xaxis.ticktext && xaxis.visible !== false) columnNames();
    tooWide();
    barTexts();
    columnTexts();
    namesOver();
    for (const note of notes) if (note.name === "row") note.yshift = Math.round(pitch() * 0.46);
    if (xaxis.range) xaxis.range = xaxis.type === "date" ? xaxis.range : [start, end];
    return height;

    // What is said on hover wraps within the chart: on a phone its lines are longer than the screen.
    function hoverTexts() {
      const font = layout.hoverlabel.font.size;
      for (const trace of data) {
        if (!Array.isArray(trace.hovertext)) continue;
        trace.hovertext = trace.hovertext.map((words) => linesOf(words)
          .map((line) => (lineWidth(line, font) > size.width * HOVER ? wrap(line, size.width * HOVER, font, 9) : line))
          .join("<br>"));
      }
    }

    // A legend under the chart takes as many lines as its entries need.
    function legendLines() {
      if (!layout.legend || layout.showlegend === false || (!layout.showlegend && data.length < 2)) return;
      const font = layout.legend.font.size;
      const entries = data.filter((trace) => trace.showlegend !== false && trace.name);
      if (!entries.length) return;
      const widest = Math.max(...entries.map((trace) => widthOf(trace.name, font))) + 60;
      const isBelow = layout.legend.y <= 0;
      const broad = isBelow ? room() : Math.max(room(), size.width * (1 - NAMES_BESIDE));
      const lines = Math.ceil(entries.length / Math.max(1, Math.floor(broad / widest)));
      const isUnder = (note) => isBelow && note.yref === "paper" && note.y === 0 && note.yanchor === "top";
      const words = Math.max(0, ...notes.filter(isUnder).map((note) => heightOf(note.text, note.font.size)));
      const needed = lines * (font * 1.3 + 4) + (words ? words + 10 : isBelow ? 22 : 4);
      const names = isBelow && xaxis.visible !== false && xaxis.side !== "top" ? font * 2 + 8 : 0;
      const side = isBelow ? "b" : "t";
      if (margin[side] >= needed + names) return;
      grow(needed + names - margin[side]);
      margin[side] = needed + names;
    }

    // Rows closer than their type: smaller type.
    function smallerRows() {
      const fit = Math.max(SMALLEST, Math.floor((pitch() + TOUCH) / LINE));
      if (yaxis.tickfont && yaxis.tickfont.size > fit) yaxis.tickfont.size = fit;
      for (const trace of data) if (trace.textfont && trace.textfont.size > fit) trace.textfont.size = fit;
      for (const note of notes) if (inRows(note) && note.font.size > fit) note.font.size = fit;
      for (const trace of data) {
        const marker = trace.type === "scatter" && trace.marker;
        if (marker && typeof marker.size === "number") marker.size = Math.min(marker.size, Math.max(8, pitch() * 0.85));
      }
    }

    // Names of rows: in lines of twelve signs, as many as the row is high; over their rows where the chart is narrow.
    function rowNames() {
      const font = yaxis.tickfont.size;
      const beside = (margin.pad || 0) + 8;
      const before = margin.l;
      fitRowNames(font, beside);
      for (const note of notes) if (note.xref === "paper" && note.x === 0 && note.xshift < 0) note.xshift += before - margin.l;
    }

    function fitRowNames(font, beside) {
      const widest = Math.max(...yaxis.ticktext.map((name) => widthOf(name, font)), 0);
      const most = Math.min(widest, Math.max(NAME_SIGNS * font + 2, size.width * 0.2));
      if (isRows && most > size.width * NAMES_BESIDE && (!isFree || pitch() > 44)) {
        namesOverRows(font);
        return;
      }
      const lines = Math.max(1, Math.floor((pitch() + TOUCH) / (LINE * font)));
      yaxis.ticktext = yaxis.ticktext.map((name) => {
        const [own, group] = name.split(/(?=(?:<br>| )<span)/);
        const fitted = linesOf(name).length > lines || widthOf(own, font) > most
          ? wrap(own, most, font, Math.max(1, group ? lines - 1 : lines)) : own;
        return !group || lines < 2 ? fitted : fitted + group.replace(/^ /, "<br>");
      });
      margin.l = Math.ceil(beside + Math.max(...yaxis.ticktext.map((name) => widthOf(name, font)), 0));
    }

    function namesOverRows(font) {
      margin.l = 8;
      if (!isFree) {
        height += Math.max(0, ROW_UNDER_NAME - pitch()) * rows;
      }
      yaxis.range = [yaxis.range[0], yaxis.range[1] - 0.2];
      yaxis.showticklabels = false;
      const most = size.width - 16;
      for (const [index, name] of yaxis.ticktext.entries()) {
        const words = wrap(name.replace(/(<br>| )<span.*/, ""), most, font, 1);
        notes.push({
          x: 0, xref: "paper", xanchor: "left", y: yaxis.tickvals[index], text: words, showarrow: false, name: "row", font: { size: font, color: yaxis.tickfont.color }
        });
      }
      layout.annotations = notes;
      layout.bargap = Math.max(layout.bargap || 0, 0.6);
      for (const trace of data) {
        if (trace.type === "bar" && trace.width) trace.width = Math.min(trace.width, 0.4);
        // What stands under a bar moves up to it: the name of the next row is there now.
        if (trace.type === "scatter" && trace.y) trace.y = trace.y.map((y) => Math.min(y, Math.round(y) + UNDER_BAR));
        if (trace.marker && Array.isArray(trace.marker.size)) {
          const largest = Math.max(...trace.marker.size), allowed = pitch() * 0.55;
          const factor = Math.min(1, allowed / largest);
          for (const note of notes) if (note.xshift > 6) note.xshift = (note.xshift - 6) * factor + 6;
          trace.marker.size = trace.marker.size.map((one) => one * factor);
        }
      }
    }

    // A year beside a mark that the next mark leaves no room for: two digits of it. Numbers in a column narrower than
    // they are stand under one another.
    function cellTexts() {
      for (const trace of data) {
        if (trace.type === "scatter" && Array.isArray(trace.text) && !trace.textposition) {
          const isWide = (words) => widthOf(words, trace.textfont.size) > columnPitch() - 4;
          if (!trace.text.some(isWide)) continue;
          const close = trace.text.map((words) => words.replace(/ /g, ""));
          // Where rows cannot grow: closer, then smaller.
          while (isFree && close.some(isWide) && trace.textfont.size > SMALLEST) trace.textfont.size -= 1;
          const font = trace.textfont.size;
          if (isFree && !close.some(isWide)) {
            trace.text = close;
            continue;
          }
          trace.text = trace.text.map((words) => words.replace(/ /g, "<br>"));
          const tall = Math.max(...trace.text.map((words) => heightOf(words, font)));
          grow(Math.max(0, (yaxis.showticklabels === false ? (tall / 2 + 10) / 0.46 : tall) - pitch()) * rows);
        }
        if (trace.type !== "scatter" || trace.textposition !== "middle right" || xaxis.type === "date") continue;
        const mark = trace.marker.size;
        const needs = Math.max(0, ...trace.text.map((words) => widthOf(words, trace.textfont.size))) + mark + 6;
        if (needs > columnPitch()) trace.text = trace.text.map((words) => words.trim().replace(/^\d\d(?=\d\d$)/, ""));
      }
    }

    // Words beside a mark: in one line where rows are low, under the mark where columns are narrow.
    function wordsOnMarks() {
      const isOver = yaxis.showticklabels === false && yaxis.visible !== false;
      for (const note of notes) {
        if (!inRows(note) || !inX(note) || note.xanchor !== "left" || !note.xshift) continue;
        const font = note.font.size;
        const isLow = pitch() - (isOver ? 14 : 0) + TOUCH < heightOf(note.text, font);
        const lines = linesOf(note.text);
        const fits = (words) => note.xshift + widthOf(words, font) + 16 < columnPitch();
        if (!isLow && fits(note.text)) continue;
        if (isLow && fits(lines.join(" "))) note.text = lines.join(" ");
        else if (isLow && fits(lines[0])) note.text = lines[0];
        else if (!isFree) moved.push(note);
      }
      if (!moved.length) return;
      const lowest = Math.max(...moved.map((note) => note.xshift - 4 + LINE * note.font.size));
      const needed = isOver ? (lowest + 10) / 0.54 : 2 * lowest;
      grow(Math.max(0, needed - pitch()) * rows);
      for (const note of moved) {
        const under = note.xshift - 4 + (LINE * note.font.size) / 2;
        Object.assign(note, { text: linesOf(note.text)[0], xanchor: "center", xshift: 0, yshift: -under });
      }
    }

    // What stands behind a mark has its room, though the marks get shorter by it.
    function widerAxis() {
      if (xaxis.type === "date" || !xaxis.range) return;
      const free = room() + margin.r - 3;
      const ends = [];
      for (const note of notes) {
        if (inX(note) && note.xanchor === "left") ends.push([note.x, (note.xshift || 0) + widthOf(note.text, note.font.size)]);
      }
      for (const trace of data) {
        if (!/right$/.test(trace.textposition) || trace.type !== "scatter") continue;
        trace.x.forEach((x, index) => {
          if (trace.text[index]) ends.push([x, trace.marker.size / 2 + 6 + widthOf(trace.text[index], trace.textfont.size)]);
        });
      }
      for (const [x, behind] of ends) {
        const part = Number(x) - start;
        if (part > 0 && behind < free * 0.8) end = Math.max(end, start + (part * room()) / (free - behind));
      }
    }

    // Names of columns wrap within their column; a year that does not fit is two digits.
    function columnNames() {
      const font = xaxis.tickfont.size;
      const places = xaxis.tickvals.map(place);
      const between = Math.min(...places.slice(1).map((x, index) => x - places[index]), room()) - 5;
      const before = Math.max(...xaxis.ticktext.map((name) => linesOf(name).length), 1);
      xaxis.ticktext = xaxis.ticktext.map((name) => {
        if (widthOf(name, font) <= between) return name;
        const year = name.replace(/\d\d(?=\d\d年)/, "");
        return year !== name ? year : wrap(name, Math.max(between, font), font, 5);
      });
      if (xaxis.ticktext.some((name) => widthOf(name, font) > between + 3) && /\d\d年/.test(xaxis.ticktext[0])) {
        xaxis.ticktext = xaxis.ticktext.map((name, index) => (index % 2 ? "" : name));
      }
      xaxis.tickangle = 0;
      const more = (Math.max(...xaxis.ticktext.map((name) => linesOf(name).length)) - before) * font * LINE;
      if (more <= 0) return;
      margin[xaxis.side === "top" ? "t" : "b"] += more;
      grow(more);
      if (xaxis.side === "top") {
        for (const note of notes) if (note.yref === "paper" && note.y === 1 && note.yshift > 0) note.yshift += more;
      }
    }

    // Words wider than all there is: smaller, then in lines, with higher rows under them.
    function tooWide() {
      let most = 1;
      for (const note of notes) {
        if (isOverAll(note) || note.xanchor !== "left" || (note.xref !== "paper" && !inX(note))) continue;
        const from = note.xref === "paper" ? note.x * room() : place(note.x);
        const free = Math.max(room() + margin.r - 3 - from - (note.xshift || 0), 40);
        while (isFree && note.font.size > SMALLEST && widthOf(note.text, note.font.size) > free) note.font.size -= 1;
        if (widthOf(note.text, note.font.size) <= free) continue;
        note.text = note.xref === "paper" ? linesOf(note.text).map((line) => wrap(line, free, note.font.size, 1)).join("<br>")
          : wrap(note.text, free, note.font.size, isFree ? 1 : 3);
        if (inRows(note)) most = Math.max(most, linesOf(note.text).length);
      }
      if (most > 1) grow(rows * (most - 1) * 1.6 * layout.font.size);
    }

    // Words on a bar are cut to it; one sign at least, where there is room for one. Of bars that lie on one another the
    // one on top has words.
    function barTexts() {
      const above = [];
      for (const trace of [...data].reverse()) {
        if (trace.type !== "bar" || trace.orientation !== "h" || !Array.isArray(trace.text)) continue;
        for (let index = trace.text.length - 1; index >= 0; index--) {
          const from = number(xaxis, trace.base ? trace.base[index] : 0);
          const bar = { row: trace.y[index], from, to: from + Number(trace.x[index]) };
          const isHidden = (other) => other.row === bar.row && other.from < bar.to && bar.from < other.to;
          if (above.some(isHidden)) trace.text[index] = "";
          else above.push(bar);
        }
      }
      for (const trace of data) {
        if (trace.type !== "bar" || trace.orientation !== "h" || !Array.isArray(trace.text)) continue;
        const font = trace.textfont.size;
        const unit = room() / (end - start);
        trace.text = trace.text.map((words, index) => {
          if (!words.trim()) return words;
          const gap = words.startsWith("　") ? "　" : "";
          const length = Number(trace.x[index]) * unit - 8;
          if (widthOf(words, font) <= length) return words;
          const own = plain(words).trim().replace(/…$/, "");
          const fitted = cut(literal(own), length - gap.length * font, font);
          if (fitted) return gap + fitted;
          const first = [...own][0];
          if (length >= font * 2) return gap + literal(first);
          return length >= font - 4 ? literal(first) : "";
        });
      }
    }

    // Words over a column wrap within it, and the axis has room for them.
    function columnTexts() {
      for (const trace of data) {
        if (trace.type !== "bar" || trace.orientation === "h" || trace.textposition !== "outside") continue;
        const font = trace.textfont.size;
        trace.text = trace.text.map((words) => linesOf(words)
          .map((line) => (widthOf(line, font) > room() / Math.max(1, trace.x.length) - 3 ? line.replace(" ", "<br>") : line)).join("<br>"));
        const free = height - margin.t - margin.b;
        trace.y.forEach((y, index) => {
          const needs = heightOf(trace.text[index], font) + 8;
          if (needs < free * 0.8) yaxis.range[1] = Math.max(yaxis.range[1], (y * free) / (free - needs));
        });
      }
    }

    // Names of lines stay inside, and stand on a line each where they would meet.
    function namesOver() {
      const standing = [];
      for (const note of notes) {
        if (!isOverAll(note)) continue;
        const width = widthOf(note.text, note.font.size);
        const x = place(note.x);
        let left = note.xanchor === "left" ? x : note.xanchor === "right" ? x - width : x - width / 2;
        const inside = Math.max(3 - margin.l, Math.min(left, room() + margin.r - 3 - width));
        if (!same(inside, left)) note.xshift = (note.xshift || 0) + inside - left;
        left = inside;
        let level = 0;
        const meets = (other) => other.level === level && other.shift === (note.yshift || 0) &&
          other.left < left + width + 4 && left < other.left + other.width + 4;
        const shift = note.yshift || 0;
        while (standing.some(meets)) level += 1;
        standing.push({ left, width, level, shift });
        if (level) note.yshift = shift + level * note.font.size * LINE;
      }
      const levels = Math.max(0, ...standing.map((one) => one.level));
      const more = levels * layout.font.size * LINE;
      margin.t += more;
      grow(more);
    }
  };
})();

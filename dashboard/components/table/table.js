/*
 * Draws a table where Streamlit mounts one (__init__.py beside, docs/decisions/0020). Texts of the data are
 * only ever set as text. A carrier's name opens it in this session; with Ctrl or the middle button in a new tab.
 *
 * A click on a heading sorts, a second one turns the order round, a third one restores it; more than 20 rows can be
 * searched. What is chosen stands in the address as `table.KEY=2d~words` (column and direction, words), where a table
 * finds it again when it is mounted. Of more than 200 rows only a page is here, until something is chosen: then the
 * server is asked for all of them (`whole`), and pages are turned here.
 */
window.planTable = (function () {
  const SEARCHED_FROM = 21;
  const SORTED_FROM = 5; // Fewer rows are looked over on a phone, without headings to sort them by.
  const FEW = 5; // Rows that stay on one sheet of paper (dashboard/server/paper.css).
  const SHORT = 10; // Signs; a column of texts no longer than this is not broken while there is room.
  const style = document.createElement("style");
  style.textContent = `
    .plan-table { position: relative; }
    .plan-table.wide { overflow: auto; max-height: 85vh; }
    .plan-table table { border-collapse: separate; border-spacing: 0; max-width: 100%; font-size: 0.933rem;
      line-height: 1.5; border: solid var(--st-border-color); border-width: 1px 0 0 1px; }
    .plan-table :is(th, td) { border: solid var(--st-border-color); border-width: 0 1px 1px 0; padding: 0.3rem 0.5rem;
      text-align: left; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; }
    .plan-table th { background: var(--st-secondary-background-color); font-weight: 600; position: sticky; z-index: 1;
      top: 3.75rem; border-bottom-width: 2px; } /* The height of Streamlit's own header, which lies over the page. */
    .plan-table.wide th { top: 0; }
    .plan-table :is(th, .unbroken) { white-space: nowrap; overflow-wrap: normal; }
    .plan-table th[scope=row] { position: static; border-bottom-width: 1px; }
    .plan-table .numbers { text-align: right; font-variant-numeric: tabular-nums; }
    .plan-table .band td { background: var(--st-secondary-background-color); }
    .plan-table .again > * { display: block; height: 0; overflow: hidden; opacity: 0; }
    .plan-table .goes-on { border-bottom-color: transparent; }
    .plan-table a { color: var(--st-link-color); text-decoration: underline; }
    .plan-table tr { break-inside: avoid; }
    .plan-table :is(nav, .search) { display: flex; gap: 0.5rem 1rem; flex-wrap: wrap; align-items: center;
      padding: 0.5rem 0; }
    .plan-table :is(nav button, input) { font: inherit; color: inherit; background: var(--st-background-color);
      border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.25rem 0.75rem; }
    .plan-table button { cursor: pointer; }
    .plan-table button:disabled { opacity: 0.5; cursor: default; }
    .plan-table th button { font: inherit; color: inherit; background: none; border: none; padding: 0; margin: 0;
      text-align: inherit; white-space: inherit; }
    .plan-table th button::after { content: "↕" / ""; opacity: 0.45; padding-left: 0.25em; font-weight: 400; }
    .plan-table th[aria-sort=ascending] button::after { content: "↑" / ""; opacity: 1; }
    .plan-table th[aria-sort=descending] button::after { content: "↓" / ""; opacity: 1; }
    .plan-table .search input { width: 16em; max-width: 100%; }
    @media print {
      .plan-table :is(nav button, .search) { display: none; }
      .plan-table th { position: static; }
      .plan-table th button::after { content: none; }
      .plan-table.wide { overflow: visible; max-height: none; }
    }
    @media print, (min-width: 641px) {
      .plan-table:not(.tight) .short { white-space: nowrap; }
      .plan-table .long { min-width: 10em; }
      .plan-table.close .long { min-width: 6em; }
      .plan-table.close th { white-space: normal; min-width: 3.2em; }
      .plan-table.close :is(th, td) { padding: 0.3rem; }
    }
    @media (max-width: 640px) {
      .plan-table.records { overflow: visible; max-height: none; }
      .plan-table.records :is(table, thead, tbody, tr, td) { display: block; border: none; padding: 0; white-space: normal; }
      .plan-table.records.many thead tr::before { content: "排序"; opacity: 0.75; }
      .plan-table.records.many thead tr { align-items: center; gap: 0.4rem; }
      .plan-table.records.many th { border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
        position: static; padding: 0; }
      .plan-table.records.many th button { padding: 0.3rem 0.5rem; }
      .plan-table.records:not(.many) thead:not(:focus-within) { position: absolute; width: 1px; height: 1px; overflow: hidden;
        clip-path: inset(50%); }
      .plan-table.records tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.5rem 0;
        border-bottom: 1px solid var(--st-border-color); }
      .plan-table.records .band td { background: none; }
      .plan-table.records .again > * { display: inline; opacity: 1; }
      .plan-table.records td.title { order: -1; flex-basis: 100%; font-weight: 600; }
      .plan-table.records td:not(.title)::before { content: attr(data-heading) "："; color: inherit; opacity: 0.75; }
    }`;
  document.head.append(style);
  const decoder = new TextDecoder();

  function element(name, text, attributes) {
    const made = Object.assign(document.createElement(name), attributes);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* The filters that the page's address holds now: a table that a filter leaves as it was is not sent again. A filter
     by department would hide what that department leads or guides. */
  function withFilters(address, told) {
    const left = address.startsWith("departments") ? ["lead", "guide"] : [];
    const goesOn = (pair) => told.filters.includes(pair.split("=")[0]) && !left.includes(pair.split("=")[0]);
    return [address, ...location.search.slice(1).split("&").filter(goesOn)].join("&");
  }

  function link(mounted, name, address, told) {
    const made = element("a", name);
    const aim = () => { made.href = withFilters(address, told); };
    aim();
    made.addEventListener("pointerenter", aim);
    made.addEventListener("focus", aim);
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      mounted.setTriggerValue("opened", address);
    });
    return made;
  }

  /* The names that lead somewhere, longest first: one may be part of another. */
  function patternOf(told) {
    const names = Object.keys(told.links || {}).sort((one, other) => other.length - one.length);
    const literal = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return names.length ? new RegExp("(" + literal.join("|") + ")") : null;
  }

  function withLinks(mounted, text, pattern, told) {
    const made = element("span");
    for (const [place, piece] of text.split(pattern).entries()) {
      const address = place % 2 ? told.links[piece] : "";
      if (piece && !address) made.append(piece);
      else if (address) made.append(link(mounted, piece, address, told));
    }
    return made;
  }

  /* --- what is chosen: in the address, and for who comes back to the page --- */

  const kept = new Map(); // page and table → choice, as it stands in the address

  function nameOf(mounted) {
    const keyed = mounted.parentElement.closest('[class*="st-key-"]');
    return "table." + [...keyed.classList].find((name) => name.startsWith("st-key-")).slice("st-key-".length);
  }

  function readChoice(name, columns) {
    const written = new URLSearchParams(location.search).get(name) ?? kept.get(location.pathname + name) ?? "";
    const [, column, direction, words] = /^(?:(\d+)([ad]))?(?:~(.*))?$/s.exec(written) || [];
    const known = column !== undefined && Number(column) < columns;
    return { column: known ? Number(column) : null, descending: known && direction === "d", words: words || "" };
  }

  /* The other parameters stay as they are written: Streamlit compares them sign by sign with those it knows. */
  function keepChoice(path, name, choice) {
    if (location.pathname !== path) return;
    const sorting = choice.column === null ? "" : choice.column + (choice.descending ? "d" : "a");
    const written = sorting + (choice.words ? "~" + choice.words : "");
    kept.set(path + name, written);
    const pairs = location.search.slice(1).split("&").filter((pair) => pair && pair.split("=")[0] !== name);
    if (written) pairs.push(name + "=" + encodeURIComponent(written));
    const query = pairs.length ? "?" + pairs.join("&") : "";
    if (query !== location.search) history.replaceState(history.state, "", path + query + location.hash);
  }

  /* --- sorting --- */

  const byPinyin = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true, ignorePunctuation: true });
  const BLANK = /^(|—|未列|未填|（未填）|未列年份|未列环节)$/;
  const DATE = /^(?:\d{4}年?[-–—至])?((?:19|20)\d\d)(?:年[底末]?|[-/](?=\d)|\.(?=\d\d?(?!\d)))/;
  const QUARTER = /^第?([一二三四1-4])季/;
  const NUMBER = /^[-−]?\d[\d,]*(\.\d+)?\s*[^\d\s]{0,3}$/;

  /* The end of what is printed: a year with its last day, a quarter or month with its own. */
  function dateOf(text) {
    const found = DATE.exec(text);
    if (!found) return null;
    const rest = text.slice(found[0].length);
    const quarter = QUARTER.exec(rest);
    const printed = quarter ? [3 * (1 + ("一二三四1234".indexOf(quarter[1]) % 4))] : (rest.match(/\d+/g) || []).map(Number);
    const [month = 12, day = 31] = printed;
    return (Number(found[1]) * 100 + month) * 100 + day;
  }

  function numberOf(text) {
    return NUMBER.test(text) ? parseFloat(text.replace(/,/g, "").replace("−", "-")) : null;
  }

  /* What to sort the cells of a column by; null for what has no place in its order and comes last. */
  function valuesOf(texts, numbers) {
    const filled = texts.filter((text) => !BLANK.test(text));
    for (const read of numbers ? [numberOf] : [dateOf, numberOf])
      if (filled.filter((text) => read(text) !== null).length * 2 > filled.length)
        return texts.map((text) => (BLANK.test(text) ? null : read(text)));
    return texts.map((text) => (BLANK.test(text) ? null : text));
  }

  function sorted(told, rows, choice) {
    if (choice.column === null) return rows;
    const texts = rows.map((row) => row.texts[choice.column]);
    const values = new Map(valuesOf(texts, told.numbers.includes(choice.column)).map((value, at) => [rows[at], value]));
    const turned = choice.descending ? -1 : 1;
    return [...rows].sort(function (one, other) {
      const [left, right] = [values.get(one), values.get(other)];
      if (left === null || right === null) return (left === null) - (right === null);
      return turned * (typeof left === "number" ? left - right : byPinyin.compare(left, right));
    });
  }

  function folded(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function hasAll(row, words) {
    row.folded ??= folded(row.texts.join("\n"));
    return words.every((word) => row.folded.includes(word));
  }

  /* --- drawing --- */

  function classesOf(told, column) {
    const longest = Math.max(0, ...told.rows.map((texts) => texts[column].length));
    const is = { title: column === told.title, [longest > SHORT ? "long" : "short"]: true };
    for (const kind of ["unbroken", "numbers"]) is[kind] = told[kind].includes(column);
    return Object.keys(is).filter((kind) => is[kind]).join(" ");
  }

  /* Draws a row when it is first shown. */
  function drawerOf(mounted, told, classes) {
    const pattern = patternOf(told);
    return function (one) {
      if (one.row) return;
      one.row = element("tr");
      one.texts.forEach(function (text, column) {
        const isHeading = told.facts && column === 0;
        const cell = isHeading ? one.row.appendChild(element("th", undefined, { scope: "row" })) : one.row.insertCell();
        const carrier = column === told.title && told.carriers && told.carriers[one.number];
        if (carrier) cell.append(link(mounted, text, "carrier?carrier=" + encodeURIComponent(carrier), told));
        else if (pattern && told.linked.includes(column)) cell.append(withLinks(mounted, text, pattern, told));
        else cell.append(element("span", text));
        cell.dataset.heading = told.headings[column];
        cell.className = classes[column];
      });
    };
  }

  /* Where the rows stand in their own order, a name stands once for those that belong to it; the band follows it. */
  function group(told, rows, grouped) {
    const last = told.group ?? told.title;
    const names = told.headings.slice(0, last + 1).map((_, column) => column);
    let band = true;
    rows.forEach(function (one, number) {
      const above = rows[number - 1];
      const same = grouped && number > 0 && !told.facts && !told.numbers.includes(last)
        && names.every((column) => one.texts[column] === above.texts[column]);
      if (!same) band = !band;
      one.row.classList.toggle("band", band);
      for (const column of names) {
        const cell = one.row.cells[column];
        cell.classList.toggle("again", same);
        cell.classList.remove("goes-on");
        if (same) above.row.cells[column].classList.add("goes-on");
        for (const name of cell.querySelectorAll("a")) name.tabIndex = same ? -1 : 0;
      }
    });
  }

  /* Buttons to turn over `count` rows, of which those of `page` are shown; one page has none. */
  function pages(told, page, count, turn) {
    const bar = element("nav");
    bar.setAttribute("aria-label", "翻页");
    const last = Math.ceil(count / told.length) - 1;
    if (last < 1) return bar;
    const turns = [["第一页", 0], ["上一页", page - 1], ["下一页", page + 1], ["最后一页", last]];
    const buttons = turns.map(function ([words, to], place) {
      const made = element("button", words, { type: "button" });
      made.disabled = place < 2 ? page === 0 : page === last;
      made.addEventListener("click", () => turn(to));
      return made;
    });
    const rows = `第 ${page * told.length + 1}–${Math.min(count, (page + 1) * told.length)} 行，共 ${count} 行`;
    bar.append(element("span", `${rows}；打印只印这一页的行${told.elsewhere}`), ...buttons);
    return bar;
  }

  /* Where there is no room: less white, headings of two lines; then short texts break; then the table scrolls. */
  function fit(place) {
    if (place.fitted === place.clientWidth) return;
    place.fitted = place.clientWidth;
    const table = place.querySelector("table");
    const measures = ["close", "tight", "wide"];
    place.classList.remove(...measures);
    for (const measure of measures) if (table.offsetWidth > place.clientWidth) place.classList.add(measure);
  }

  /* For a sheet ``width`` px wide in type of ``size`` px, or for the screen again (null): paper.js. */
  function onPaper(width, size) {
    document.documentElement.style.fontSize = width ? size + "px" : "";
    const places = [...document.querySelectorAll(".plan-table")];
    for (const place of places) {
      place.classList.toggle("last", place === places.at(-1));
      place.style.width = width ? width + "px" : "";
      place.fitted = null;
      fit(place);
      if (width && innerWidth <= 640) place.classList.add("tight"); // A phone's layout says nothing of a sheet's.
    }
  }

  function searchBar(words) {
    const bar = element("div", undefined, { className: "search" });
    const input = element("input", undefined, { type: "search", value: words, placeholder: "在表中查找" });
    input.setAttribute("aria-label", "在表中查找");
    const said = element("span");
    said.setAttribute("role", "status");
    bar.append(input, said);
    return bar;
  }

  function draw(mounted) {
    const parent = mounted.parentElement;
    const text = decoder.decode(mounted.data);
    clearTimeout(parent.writing);
    if (parent.text === text) { // It stands already: a run that changes nothing of it draws nothing.
      parent.writing = setTimeout(parent.settle, 300);
      return;
    }
    parent.text = text;
    const told = JSON.parse(text);
    const name = nameOf(mounted);
    const path = location.pathname;
    const choice = (parent.choice ??= readChoice(name, told.headings.length));
    const total = told.total ?? told.rows.length;
    const isWhole = told.rows.length === total;
    if (parent.total !== total) Object.assign(parent, { total, page: 0 });
    const classes = told.headings.map((_, column) => classesOf(told, column));
    const drawRow = drawerOf(mounted, told, classes);
    const rows = told.rows.map((texts, number) => ({ texts, number }));
    const table = element("table");
    table.setAttribute("aria-label", told.alt);
    const head = (told.facts ? document.createElement("thead") : table.createTHead()).insertRow();
    const headings = told.headings.map(function (heading, column) {
      const cell = element("th", undefined, { scope: "col", className: classes[column] });
      const button = element("button", heading, { type: "button", title: "点一下排序" });
      button.addEventListener("click", function () {
        if (choice.column !== column) Object.assign(choice, { column, descending: false });
        else if (!choice.descending) choice.descending = true;
        else Object.assign(choice, { column: null, descending: false });
        begin();
      });
      cell.append(button);
      head.append(cell);
      return cell;
    });
    const body = table.createTBody();
    // The same one as before: who types in it goes on.
    const bar = total >= SEARCHED_FROM ? (parent.bar ??= searchBar(choice.words)) : null;
    const sought = () => (bar ? folded(choice.words).split(/\s+/).filter(Boolean) : []);
    if (bar) {
      bar.oninput = function () {
        choice.words = bar.firstChild.value;
        begin();
      };
    }
    let turned = element("nav");

    /* A part of the rows must not pass for all of them: it is neither sorted nor searched. */
    function arrange() {
      const words = sought();
      const isChosen = words.length > 0 || choice.column !== null;
      const found = isWhole ? sorted(told, rows, choice).filter((row) => hasAll(row, words)) : rows;
      const begins = isWhole && told.length ? parent.page * told.length : 0;
      const shown = told.length ? found.slice(begins, begins + told.length) : found;
      shown.forEach(drawRow);
      group(told, shown, choice.column === null);
      body.replaceChildren(...shown.map((one) => one.row));
      headings.forEach(function (cell, column) {
        if (column !== choice.column) cell.removeAttribute("aria-sort");
        else cell.setAttribute("aria-sort", choice.descending ? "descending" : "ascending");
      });
      if (bar) {
        const waits = isChosen && !isWhole;
        const count = waits ? `正在取全部 ${total} 行…` : words.length ? `${found.length}/${total} 行` : `${total} 行`;
        bar.lastChild.textContent = count;
      }
      if (!told.length) return;
      const made = isWhole
        ? pages(told, parent.page, found.length, (page) => { parent.page = page; arrange(); })
        : pages(told, told.page, total, (page) => mounted.setTriggerValue("turned", page));
      turned.replaceWith(made);
      turned = made;
    }

    // Typing changes the address once, at its end: browsers allow it two hundred times in half a minute.
    function begin() {
      parent.page = 0;
      arrange();
      clearTimeout(parent.writing);
      parent.writing = setTimeout(settle, 300);
    }

    const settle = (parent.settle = function () {
      keepChoice(path, name, choice);
      const isChosen = sought().length > 0 || choice.column !== null;
      if (told.length && isChosen !== isWhole) mounted.setStateValue("whole", isChosen);
    });

    const place = (parent.table ??= parent.appendChild(element("div")));
    place.dataset.testid = "planTable";
    place.className = "plan-table";
    place.classList.toggle("records", told.headings.length > 3);
    place.classList.toggle("many", total >= SORTED_FROM);
    place.classList.toggle("few", total <= FEW);
    const focused = [...place.querySelectorAll("th button")].indexOf(document.activeElement);
    for (const child of [...place.children]) if (child !== bar) child.remove();
    if (bar && !bar.isConnected) place.append(bar);
    place.append(table, ...(told.length ? [turned] : []));
    arrange();
    parent.writing = setTimeout(settle, 300);
    if (focused >= 0) headings[focused]?.firstChild.focus({ preventScroll: true });
    place.fitted = null;
    fit(place);
    if (!place.watched) {
      place.watched = new ResizeObserver(() => fit(place));
      place.watched.observe(parent);
    }
  }

  return Object.assign(draw, { onPaper });
})();

/* Rows that are copied come as rows: tabs for a text, cells of text for a spreadsheet, which makes no dates of them. */
document.addEventListener("copy", function (event) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const around = selection.getRangeAt(0).commonAncestorContainer;
  const table = (around.closest ? around : around.parentElement).closest(".plan-table table");
  const rows = table ? [...table.rows].filter((row) => selection.containsNode(row, true)) : [];
  const cells = rows.map((row) => [...row.cells].filter((cell) => rows.length > 1 || selection.containsNode(cell, true)));
  if (cells.flat().length < 2) return; // A part of one cell is a text like any other.
  const copied = document.createElement("table");
  const lines = cells.map(function (row) {
    const line = copied.insertRow();
    return row.map(function (cell) {
      const text = cell.textContent.replace(/\s*\n\s*/g, " ").replace(/\t/g, " ");
      const made = line.insertCell();
      made.textContent = text;
      if (!cell.classList.contains("numbers")) made.setAttribute("style", "mso-number-format:'\\@'");
      // As in downloads (inputs.md, row 42): no text becomes a formula.
      return /^[=+\-@＝＋－＠]/.test(text) && isNaN(text) ? "'" + text : text;
    }).join("\t");
  });
  event.clipboardData.setData("text/plain", lines.join("\r\n"));
  event.clipboardData.setData("text/html", copied.outerHTML);
  event.preventDefault();
});

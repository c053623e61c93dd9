/*
 * Draws a table where Streamlit mounts one (__init__.py beside, docs/decisions/0020). Texts of the data are
 * only ever set as text. A carrier's name opens it in this session; with Ctrl or the middle button in a new tab.
 */
window.planTable = (function () {
  const style = document.createElement("style");
  style.textContent = `
    .plan-table { overflow-x: auto; }
    .plan-table table { width: 100%; border-collapse: collapse; font-size: 0.933rem; line-height: 1.5; }
    .plan-table :is(th, td) { border: 1px solid var(--st-border-color); padding: 0.3rem 0.5rem; text-align: left;
      vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; }
    .plan-table th { background: var(--st-secondary-background-color); font-weight: 600; }
    .plan-table :is(th, .unbroken) { white-space: nowrap; overflow-wrap: normal; }
    .plan-table .numbers { text-align: right; font-variant-numeric: tabular-nums; }
    .plan-table a { color: var(--st-link-color); text-decoration: underline; }
    .plan-table tr { break-inside: avoid; }
    .plan-table nav { display: flex; gap: 0.5rem 1rem; flex-wrap: wrap; align-items: center; padding: 0.5rem 0; }
    .plan-table button { font: inherit; color: inherit; background: var(--st-background-color); cursor: pointer;
      border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.25rem 0.75rem; }
    .plan-table button:disabled { opacity: 0.5; cursor: default; }
    @media print { .plan-table button { display: none; } }
    @media (max-width: 640px) {
      .plan-table.records :is(table, tbody, tr, td) { display: block; border: none; padding: 0; white-space: normal; }
      .plan-table.records thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .plan-table.records tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.5rem 0;
        border-bottom: 1px solid var(--st-border-color); }
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

  function link(mounted, name, carrier, filters) {
    const made = element("a", name, { href: "carrier?carrier=" + encodeURIComponent(carrier) + filters });
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      mounted.setTriggerValue("opened", carrier);
    });
    return made;
  }

  function classes(payload, column) {
    const is = { title: column === payload.title };
    for (const kind of ["unbroken", "numbers"]) is[kind] = payload[kind].includes(column);
    return Object.keys(is).filter((kind) => is[kind]).join(" ");
  }

  function pages(mounted, payload) {
    const bar = element("nav");
    bar.setAttribute("aria-label", "翻页");
    const turns = [["第一页", 0], ["上一页", payload.page - 1], ["下一页", payload.page + 1], ["最后一页", payload.last]];
    const buttons = turns.map(function ([words, page], place) {
      const made = element("button", words, { type: "button" });
      made.disabled = place < 2 ? payload.page === 0 : payload.page === payload.last;
      made.addEventListener("click", () => mounted.setTriggerValue("turned", page));
      return made;
    });
    bar.append(element("span", payload.pages), ...buttons);
    return bar;
  }

  return function (mounted) {
    const payload = JSON.parse(decoder.decode(mounted.data));
    const table = element("table");
    table.setAttribute("aria-label", payload.alt);
    const head = table.createTHead().insertRow();
    payload.headings.forEach(function (heading, column) {
      head.append(element("th", heading, { scope: "col", className: classes(payload, column) }));
    });
    const body = table.createTBody();
    payload.rows.forEach(function (texts, number) {
      const row = body.insertRow();
      texts.forEach(function (text, column) {
        const cell = row.insertCell();
        const carrier = column === payload.title && payload.carriers && payload.carriers[number];
        cell.append(carrier ? link(mounted, text, carrier, payload.filters) : text);
        cell.dataset.heading = payload.headings[column];
        cell.className = classes(payload, column);
      });
    });
    const place = (mounted.parentElement.table ??= mounted.parentElement.appendChild(element("div")));
    place.dataset.testid = "planTable";
    place.className = payload.headings.length > 3 ? "plan-table records" : "plan-table";
    place.replaceChildren(table, ...(payload.last ? [pages(mounted, payload)] : []));
  };
})();

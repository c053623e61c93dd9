/*
 * A slide of 会议模式 (__init__.py beside): words of the room's size around a chart (../chart/chart.js), over the whole
 * window beside the sidebar. Sizes are those of 1920×1080 and follow the window by themselves, never below 12 px.
 */
window.planSlide = (function () {
  const size = (px) => `max(12px, min(${px / 19.2}vw, ${px / 10.8}vh))`;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();

  function muted(element) {
    return getComputedStyle(element).getPropertyValue("--st-chart-sequential-colors").split(",")[1];
  }

  function add(parent, tag, style) {
    const element = document.createElement(tag);
    Object.assign(element.style, { margin: "0", padding: "0", lineHeight: "1.35", pointerEvents: "auto" }, style);
    parent.append(element);
    return element;
  }

  // Over Streamlit's empty header, whose one button, to the sidebar, can still be clicked through.
  function newSlide(parent) {
    const frame = add(parent, "div", {
      position: "fixed", top: "0", height: "100vh", zIndex: "999991", pointerEvents: "none", boxSizing: "border-box",
      padding: "2.4vh 4vw 1.6vh", display: "flex", flexDirection: "column", gap: "0.9vh"
    });
    frame.dataset.testid = "planSlide";
    const head = add(frame, "div", { pointerEvents: "none", display: "flex", gap: "3vw", alignItems: "baseline" });
    const slide = { frame };
    slide.kicker = add(head, "p", { flex: "none", fontSize: size(20), marginLeft: "12px" });
    slide.aside = add(head, "p", { flex: "1", fontSize: size(24), textAlign: "right" });
    slide.conclusion = add(frame, "h1", { flex: "none", fontWeight: "700" });
    slide.picture = add(frame, "div", { flex: "1", minHeight: "0" });
    slide.notes = add(frame, "p", { flex: "none", fontSize: size(20) });
    const foot = add(frame, "div", { display: "flex", flex: "none", gap: "2vw", alignItems: "center" });
    slide.source = add(foot, "p", { flex: "1", fontSize: size(16) });
    slide.help = add(foot, "button", {
      fontSize: size(16), width: "2em", height: "2em", borderRadius: "50%", border: "1px solid", cursor: "pointer",
      background: "none", fontFamily: "inherit"
    });
    slide.help.type = "button";
    slide.help.textContent = "?";
    slide.help.setAttribute("aria-label", "按键说明");
    slide.keys = add(frame, "dl", {
      position: "absolute", right: "4vw", bottom: "8vh", padding: "2vh 2vw", fontSize: size(24), zIndex: "2",
      background: "var(--st-secondary-background-color)", border: "1px solid var(--st-border-color)",
      borderRadius: "8px", display: "none", gridTemplateColumns: "auto auto", columnGap: "2vw", rowGap: "0.8vh"
    });
    const toggle = () => {
      const closed = slide.keys.style.display === "none";
      slide.keys.style.display = closed ? "grid" : "none";
      slide.help.setAttribute("aria-expanded", closed);
    };
    const press = (event) => {
      const isTyping = event.target.closest && event.target.closest("input, textarea, [contenteditable]");
      if (!isTyping && (event.key === "?" || event.key === "？")) toggle();
    };
    slide.help.addEventListener("click", toggle);
    document.addEventListener("keydown", press);
    const main = parent.closest('[data-testid="stMain"]');
    const resized = new ResizeObserver(() => place(slide, main));
    resized.observe(main);
    resized.observe(parent.closest('[data-testid="stVerticalBlock"]')); // A warning comes or goes.
    window.addEventListener("resize", slide.resize = () => place(slide, main));
    slide.place = () => place(slide, main);
    slide.remove = function () {
      resized.disconnect();
      window.removeEventListener("resize", slide.resize);
      document.removeEventListener("keydown", press);
    };
    return slide;
  }

  // Beside the sidebar and under the page's warnings; the conclusion as large as one line holds.
  function place(slide, main) {
    const box = main.getBoundingClientRect();
    const warnings = [...main.querySelectorAll('[data-testid="stAlert"]')].map((one) => one.getBoundingClientRect().bottom);
    const top = Math.max(0, ...warnings);
    Object.assign(slide.frame.style, { top: `${top}px`, height: `calc(100vh - ${top}px)` });
    slide.frame.style.left = `${box.left}px`;
    slide.frame.style.width = `${box.width}px`;
    const title = slide.conclusion;
    Object.assign(title.style, { fontSize: size(42), whiteSpace: "nowrap" });
    const share = title.clientWidth / title.scrollWidth;
    if (share < 1) title.style.fontSize = size(Math.max(26, Math.floor(42 * share)));
    if (title.scrollWidth > title.clientWidth) title.style.whiteSpace = "normal";
  }

  return function (mounted) {
    const slide = (mounted.parentElement.slide ??= newSlide(mounted.parentElement));
    const text = decoder.decode(mounted.data);
    const end = text.indexOf("\n");
    const words = JSON.parse(text.slice(0, end));
    for (const name of ["kicker", "aside", "conclusion", "notes", "source"]) slide[name].textContent = words[name];
    slide.keys.replaceChildren(...words.keys.flatMap(([key, what]) => {
      const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = key;
      meaning.textContent = what;
      meaning.style.margin = "0";
      return [term, meaning];
    }));
    // The theme may have changed since.
    for (const name of ["kicker", "notes", "source", "help"]) slide[name].style.color = muted(slide.frame);
    slide.place();
    const remove = window.planChart({
      parentElement: slide.picture,
      data: encoder.encode(text.slice(end + 1)),
      setTriggerValue: mounted.setTriggerValue
    });
    return function () {
      remove();
      slide.remove();
    };
  };
})();

/*
 * The line beside the download buttons (__init__.py beside). It reads what Streamlit's buttons in the
 * same container show (a ring while a file is made, an English sentence for five seconds where that failed) and says it
 * in Chinese, to be read in peace. No data goes into it.
 */
window.planDownloads = function ({ parentElement }) {
  const line = (parentElement.line ??= parentElement.appendChild(document.createElement("p")));
  line.setAttribute("role", "status");
  line.style.cssText = "margin: 0.5rem 0 0; font: 400 0.9rem/1.4 var(--st-font); color: var(--st-text-color)";
  const room = parentElement.closest('[data-testid="stVerticalBlock"], [data-testid="stHorizontalBlock"]') || document.body;
  let making = "";
  const say = (words) => {
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !words;
  };
  const look = () => {
    const busy = room.querySelector('[data-testid="stDownloadButton"] [data-testid="stSpinnerIcon"]');
    const failed = room.querySelector('[data-testid="stDownloadButtonError"]');
    if (failed && failed.style.display !== "none") {
      failed.style.display = "none";
      const time = new Date().toLocaleTimeString("zh-CN", { hour12: false });
      making = "";
      say(`“${failed.closest('[data-testid="stDownloadButton"]').querySelector("button").innerText.trim()}”没有做成` +
        `（${time}）。请再点一次；仍不行，把这个时间告诉管理员，运行日志里有原因。`);
    } else if (busy) {
      making = busy.closest("button").innerText.trim();
      say(`正在生成“${making}”，做好后自动下载…`);
    } else if (making) {
      making = "";
      say("");
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(room, { subtree: true, childList: true });
  say(line.textContent);
  look();
  return () => watch.disconnect();
};

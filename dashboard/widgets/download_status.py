"""What a download is doing, in words beside its buttons: Streamlit shows a turning ring only, and fails in English."""

import streamlit as st

_STYLE = """
p { margin: 0.5rem 0 0; font: 400 0.9rem/1.4 var(--st-font); color: var(--st-text-color); }
p:empty { display: none; }
"""

# Own, constant code: no data goes into it. It reads what Streamlit's buttons in the same container show (a ring while a
# file is made, an English sentence for five seconds where that failed) and says it in Chinese, to be read in peace.
_SCRIPT = """
export default function ({ parentElement }) {
  const line = parentElement.querySelector("p");
  const host = parentElement.host || parentElement;
  const room = host.closest('[data-testid="stVerticalBlock"], [data-testid="stHorizontalBlock"]') || document.body;
  let making = "";
  const say = (words) => { if (line.textContent !== words) line.textContent = words; };
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
  look();
  return () => watch.disconnect();
}
"""
_component = st.components.v2.component(
    "download_status", html='<p role="status"></p>', css=_STYLE, js=_SCRIPT, isolate_styles=True
)


def download_status(key: str) -> None:
    """Stands in the container of the buttons that it speaks of; empty until one of them is clicked."""
    _component(key=key)

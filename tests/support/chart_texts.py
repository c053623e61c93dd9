"""Texts of charts that cannot be read: cut by their frame, or lying on one another (screens.md, Every page).

troubles = texts_out_of_place(page)     # ["切掉 5 px：天安数码城", "相叠：今天 | 目标期限"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# A text is cut from 3 px on; it lies on another where they share 15 % of the smaller one's box. Boxes are those of the
# browser, a little taller than the signs in them.
_LOOK = """
() => {
  const found = [];
  for (const plot of document.querySelectorAll('.js-plotly-plot')) {
    const frame = plot.getBoundingClientRect();
    const isSeen = (text) => {
      const style = getComputedStyle(text);
      return text.textContent.trim() && !text.closest('.hoverlayer') && style.opacity > 0.1 &&
        style.visibility !== 'hidden';
    };
    const texts = [...plot.querySelectorAll('svg text')].filter(isSeen).map((text) => ({
      words: text.textContent.trim().slice(0, 24),
      size: parseFloat(getComputedStyle(text).fontSize),
      box: text.getBoundingClientRect(),
    })).filter((text) => text.box.width > 1);
    for (const [index, { words, size, box }] of texts.entries()) {
      const cut = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top,
        box.bottom - frame.bottom);
      if (cut > 3) found.push(`切掉 ${Math.round(cut)} px：${words}`);
      if (size < 12) found.push(`只有 ${size} px：${words}`);
      for (const other of texts.slice(index + 1)) {
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        const smaller = Math.min(box.width * box.height, other.box.width * other.box.height);
        if (width > 3 && height > 4 && width * height > 0.15 * smaller) found.push(`相叠：${words} | ${other.words}`);
      }
    }
  }
  const main = document.querySelector('[data-testid="stMain"]');
  if (main && main.scrollWidth > main.clientWidth + 2) found.push('页面要左右滚动');
  return found;
}
"""


def texts_out_of_place(page: Page) -> list[str]:
    """A line for each trouble with the texts of the charts on ``page``, which must be drawn and still."""
    return page.evaluate(_LOOK)

"""汇报材料: one HTML file with every view, live charts, no server and no network; prints to A4 landscape as vectors.

``page`` writes the page, ``figures`` what its charts are drawn from; ``style.css`` and ``draw.js`` go into the file.
"""

from .page import brief_html

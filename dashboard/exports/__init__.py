"""Shown rows → files to take away: ``csv`` and ``workbook`` of an annex, and their names. Nothing imports Streamlit."""

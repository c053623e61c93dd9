"""Pieces of pages, with Streamlit: loading, filters, clicks, charts, tables, cards, downloads, notices, navigation."""

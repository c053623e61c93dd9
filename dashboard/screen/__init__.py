"""What stands on Streamlit: puts views (dashboard/views) on a page, and what a page has around them."""

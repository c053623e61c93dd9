"""What it costs and what it withstands: slow studies run by hand, their results in docs/."""

"""What it costs: what ``make bench`` prints (docs/speed.md); load/: what it bears (docs/load.md)."""

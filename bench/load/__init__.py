"""Studies of load and of kills, run by hand; what they showed stands in docs/load.md and docs/decisions."""

"""Properties held over generated cases, with hypothesis: left out where it is not installed (requirements-dev.txt)."""

"""The dashboard without the reader's bounds (5 MB, 5,000 rows), only to see how it grows beyond them.

python -m bench.unbounded run app.py …      as ``streamlit run app.py …``
"""

import sys

from streamlit.web.cli import main

from analytics.reading import csv_source, files, table_reader, tables

_MANY = 10**9


def lift_bounds() -> None:
    """For this process; plan.toml and CSV files only, which the invented districts are."""
    for module in (tables, files, table_reader, csv_source):
        for name in ("MAX_ROWS", "MAX_BYTES"):
            if hasattr(module, name):
                setattr(module, name, _MANY)


if __name__ == "__main__":
    lift_bounds()
    sys.exit(main())

"""How the files are read and single cells understood; the rest of ``analytics`` uses ``sources`` and ``validation``.

``csv_source`` and ``xlsx_source`` (behind ``xlsx_limits``) give records of text; ``headings`` finds the columns,
``characters`` removes what nobody sees, ``values`` reads a cell as area, year, number or departments.
"""

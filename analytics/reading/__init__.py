"""How the files are read and single cells understood; the rest of ``analytics`` uses ``sources`` and ``validation``.

``csv_source`` and ``xlsx_source`` (behind ``xlsx_limits``) give records of text; ``headings`` finds the columns,
``characters`` removes what nobody sees, ``values`` reads a cell as area, year, number or departments.
"""

import os

# openpyxl takes lxml where it finds it (python-pptx brings it along), and lxml reads what expat, with which workbooks
# are looked through first, does not: UTF-32, and entities in it. openpyxl asks once, when it is imported.
os.environ["OPENPYXL_LXML"] = "False"

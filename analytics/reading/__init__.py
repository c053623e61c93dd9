"""Files → tables of text, by a shape (``columns.TableShape``); what the texts mean is for ``judging`` to say.

``files`` finds and reads the bytes, ``table_reader`` turns them into a ``SourceTable``: ``decoding`` and ``csv_source``
for text, ``xlsx_source`` (behind ``xlsx_limits``) for workbooks; ``headings`` finds the columns, ``characters`` removes
what nobody sees. ``tables`` holds what they share.
"""

import os

# openpyxl takes lxml where it finds it (python-pptx brings it along), and lxml reads what expat, with which workbooks
# are looked through first, does not: UTF-32, and entities in it. openpyxl asks once, when it is imported.
os.environ["OPENPYXL_LXML"] = "False"

"""What is shown → files to take away; nothing here imports Streamlit.

``csv`` and ``workbook`` give an annex back as printed; ``views`` lists what a report shows, for ``report_workbook``,
``brief`` (one offline HTML file) and ``presentation`` (PPTX); ``findings`` lists the checks, ``names`` names the files.
"""

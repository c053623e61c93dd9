"""What is shown → files to take away; nothing here imports Streamlit.

``csv`` and ``workbook.annex`` give an annex back as printed. ``report`` lists what a report shows; ``workbook``
(XLSX), ``slides`` (PPTX) and ``brief`` (one offline HTML file) each make a file of it. ``findings`` lists the checks,
``names`` names the files.
"""

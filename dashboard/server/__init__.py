"""What the server says around Streamlit: plain ASGI middleware, composed in app.py; imports no Streamlit.

index_page   Streamlit's index page rewritten once at start: language, title, own scripts before the bundle
scripts/     those scripts, plain classic JavaScript, inlined in the page in the order of ``index_page.SCRIPTS``
             (after them what draws our components, from dashboard/components)
plotly/      plotly.js with the kinds of chart that we use, and its licence (docs/decisions/0020)
compressed   Streamlit's scripts and styles in gzip, compressed once
chinese      Streamlit's front end with our words, served from a folder named after its content
             (translations.toml: those words, file by file)
health       /healthz for monitoring
headers      security headers on every answer
hidden       addresses of Streamlit that nobody here needs: 404
"""

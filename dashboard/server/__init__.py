"""What the server says around Streamlit: plain ASGI middleware, composed in app.py; imports no Streamlit.

index_page   Streamlit's index page rewritten once at start: language, title, own scripts before the bundle
scripts/     those scripts, plain classic JavaScript, inlined in the page in the order of ``index_page.SCRIPTS``
             (after them what draws our components, from dashboard/components)
plotly/      plotly.js with the kinds of chart that we use, and its licence (docs/decisions/0020)
compressed   Streamlit's scripts and styles in gzip, compressed once
chinese      Streamlit's front end with our words, served from a folder named after its content
             (translations.toml: those words, file by file)
health       /healthz for monitoring
bounded_log  what stands in the log: cut, escaped, so many records a minute
http_limits  time and size of a request's head
file_handles open files: the limit raised, and told when they run out
sweep        downloads of sessions that are over are let go
uploads      at most 20 uploaded files a process
same_origin  WebSockets from pages of other addresses are closed at once
headers      security headers on every answer
hidden       addresses of Streamlit that nobody here needs: 404
"""

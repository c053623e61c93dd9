"""What people see: ``charts`` (tables → figures), ``exports`` (tables → files), ``screen`` (Streamlit), ``components``
(drawn in the browser), ``frame``; ``server``: what the server says around them."""

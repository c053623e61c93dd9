"""What people see: ``charts`` (tables → figures), ``exports`` (tables → files), ``widgets`` (Streamlit), ``frame``;
``server``: what the server says around them."""

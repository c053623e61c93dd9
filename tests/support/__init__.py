"""What tests and studies work with: invented districts, made and damaged files, a viewer without a browser, a site."""

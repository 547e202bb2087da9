"""Where rows come from: one file per format, one line each in `READERS`, and `load` for a whole data folder."""

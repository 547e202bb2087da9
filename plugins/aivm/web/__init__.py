"""One address of the web fetched safely: bounded in time and in size, careful where it goes."""

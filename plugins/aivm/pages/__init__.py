"""A module for each kind of page: from what may leave to pages that only wait to be rendered. Pure functions."""

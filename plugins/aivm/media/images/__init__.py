"""Photographs made light: formats (what a file really is) -> plan (sizes, names) -> pixels -> cache -> encode (all)."""

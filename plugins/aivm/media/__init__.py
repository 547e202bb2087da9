"""Photos and sounds made light and bare."""

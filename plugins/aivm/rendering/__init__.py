"""From a page to its bytes: words, filters, the style sheet, minifying, its own weight."""

"""Words: from what volunteers type (Markdown, plain text, WhatsApp) to clean French HTML and plain text."""

"""What each kind of file is on the web, in one table for every server: a host's own may say « text/plain » for .ics."""

from __future__ import annotations

# Registered names (IANA media types). Pages, plain text and calendars say their charset; JSON is UTF-8 (RFC 8259, 8.1),
# XML says it in its first line.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",  # RFC 5545, 8.1
    ".csv": "text/csv; charset=utf-8",  # RFC 7111: poids.csv
    ".vtt": "text/vtt; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".atom": "application/atom+xml",
    ".xml": "application/xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
}
# The rest is compressed already: a photo or a sound would only grow.
TEXTS = (".html", ".txt", ".ics", ".csv", ".vtt", ".css", ".js", ".atom", ".xml", ".json", ".webmanifest", ".svg")

"""What the preview adds to a page on its way out: the report where something is to be mended, and the live reload."""

from __future__ import annotations

import re
from html import escape

from aivm.output.policy import digest
from aivm.preview.current import Shown
from aivm.problems import Report, Severity

POLICY = re.compile(rb"<meta\b[^>]*content-security-policy[^>]*>")  # a policy has no « > » in it
FOLLOW = "/.apercu/suivre"  # where a page hears of the next build; no address of the site begins with a dot

# A hidden tab hangs up: a browser opens six connections to a server, and a seventh tab would wait for ever.
# A connection that the browser has given up is tried again: the server may be starting again.
# A report that was folded away stays so until it says something else.
SCRIPT = """
(() => {
  let source;
  const listen = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource("FOLLOW");
    source.onmessage = event => event.data === "VERSION" || location.reload();
    source.onerror = () => source.readyState === 2 && setTimeout(listen, 1000);
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  const panel = document.querySelector(".apercu details");
  if (!panel) return;
  panel.open = sessionStorage.apercu !== panel.textContent;
  panel.ontoggle = () => { sessionStorage.apercu = panel.open ? "" : panel.textContent; };
})();
"""

STYLE = """
.apercu{position:fixed;inset:auto 0 0;z-index:99;max-height:50vh;overflow:auto;padding:.5rem 1rem;
border-top:4px solid #b3261e;background:#fff;color:#1a1a1a;font:1rem/1.4 sans-serif}
.apercu summary{cursor:pointer;font-weight:bold}
.apercu pre{margin:.5rem 0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
@media print{.apercu{display:none}}
"""

PAGE_STYLE = """
body{max-width:48rem;margin:2rem auto;padding:0 1rem;background:#fff;color:#1a1a1a;font:1.1rem/1.5 sans-serif}
h1{font-size:1.4rem}
pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
"""


def dressed(html: bytes, shown: Shown) -> bytes:
    """A page of the site with the report and the script after it; a light page has no `</body>` to look for."""
    return admitting(html, shown.version) + panel(shown.report).encode() + script(shown.version).encode()


def admitting(html: bytes, version: str) -> bytes:
    """A page whose policy lets in what the preview adds, and that alone: the rest is refused as it will be on line."""
    added = {
        b"style-src ": f"style-src {digest(STYLE)} ",
        b"script-src ": f"connect-src 'self'; script-src {digest(code(version))} ",
    }

    def opened(found: re.Match[bytes]) -> bytes:
        meta = found[0]
        for directive, more in added.items():
            meta = meta.replace(directive, more.encode())
        return meta

    return POLICY.sub(opened, html, count=1)


def code(version: str) -> str:
    """What reloads a page that shows `version`."""
    return SCRIPT.replace("FOLLOW", FOLLOW).replace("VERSION", version)


def script(version: str) -> str:
    """The live reload, as an element."""
    return f"<script>{code(version)}</script>"


def panel(report: Report) -> str:
    """The report at the foot of a page where something is left out, to be folded away with a click; else nothing."""
    if not any(problem.severity in (Severity.FATAL, Severity.BLOCKING) for problem in report):
        return ""
    lines, closing = told(report)
    return (
        f'<style>{STYLE}</style><div class="apercu" role="status"><details open>'
        f"<summary>{escape(closing)}</summary><pre>{escape(lines)}</pre></details></div>"
    )


def report_page(shown: Shown) -> bytes:
    """The page that stands for every address while nothing can be built."""
    lines, closing = told(shown.report)
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(closing)}</title><style>{PAGE_STYLE}</style></head><body>"
        f'<main role="status"><h1>{escape(closing)}</h1><pre>{escape(lines)}</pre></main>{script(shown.version)}'
        "</body></html>"
    ).encode()


def told(report: Report) -> tuple[str, str]:
    """What is to be mended, a problem a line, and the line that closes the report."""
    lines = report.render(strict=False, full=False).split("\n")
    stop = sum(problem.severity in (Severity.FATAL, Severity.BLOCKING) for problem in report)
    return "\n".join([*lines[:stop], *lines[stop + 1 :]]), lines[stop]

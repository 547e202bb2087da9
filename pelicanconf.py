"""Settings of a preview: what `python3 tasks.py build` reads. Production adds publishconf.py."""

from pathlib import Path

ROOT = Path(__file__).parent

SITENAME = "Ille-et-Vilaine ⇄ Mopti"
SITEURL = "https://exemple.invalid"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"

PATH = str(ROOT / "content")
THEME = str(ROOT / "theme")
PLUGIN_PATHS = [str(ROOT / "plugins")]
PLUGINS = ["aivm.host"]
AIVM: dict[str, object] = {}  # see plugins/aivm/config.py for every setting and its default

# Pelican runs, and the plugin reads and writes: texts, photos, data, pages and feeds (aivm/host/generator.py).
PAGE_PATHS: list[str] = []
ARTICLE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_DIR = ""

# What the plugin does in Pelican's place, or what this site has no use for.
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

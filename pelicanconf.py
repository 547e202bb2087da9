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

# What Pelican reads: standing pages, and one folder a story. Data files are read by the plugin.
PAGE_PATHS = ["pages"]
ARTICLE_PATHS = ["recits", "exemples/recits"]
STATIC_PATHS: list[str] = []
IGNORE_FILES = [".*", "~*"]
READERS = {"rst": None, "html": None, "htm": None, "markdown": None, "mkd": None, "mdown": None}

# Where Pelican writes: an address is that of the front matter or of the path (aivm/host/addresses.py).
ARTICLE_URL = DRAFT_URL = "recits/{slug}/"
ARTICLE_SAVE_AS = DRAFT_SAVE_AS = "recits/{slug}/index.html"
THEME_STATIC_DIR = ""

# What the plugin does in Pelican's place, or what this site has no use for.
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
USE_FOLDER_AS_CATEGORY = False
DEFAULT_PAGINATION = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # pages are read in a tenth of a second: a cache would only go stale
SUMMARY_MAX_LENGTH = None

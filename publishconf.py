"""Settings of production: what is published, and how strictly. Everything else is in pelicanconf.py."""

from pelicanconf import *  # noqa: F403  # Pelican's own way to extend settings

SITEURL = "À COMPLÉTER"  # the address of the site, without a final slash: https://www.exemple.org

ARTICLE_PATHS = ["recits"]  # no example
DRAFT_SAVE_AS = ""  # no draft

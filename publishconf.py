"""Settings of production: what is published, and how strictly. Everything else is in pelicanconf.py."""

from pelicanconf import *  # noqa: F403  # Pelican's own way to extend settings

SITEURL = "À COMPLÉTER"  # the address of the site, without a final slash: https://www.exemple.org

# Where `publish` sends the site (docs/publier.md): "sftp://moi@ssh.exemple.org/www", "ftps://…", "webdavs://…",
# "s3://…", "/a/folder", or "serveur:www" as rclone knows it. Never a password here.
AIVM = {**AIVM, "publish_to": "À COMPLÉTER"}  # noqa: F405  # it comes from there

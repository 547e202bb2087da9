"""The only room that knows Pelican: `register()` is its table of contents, one door a line."""

from __future__ import annotations

from pelican import signals

from aivm.host import generators, reader, settings, templating, writer


def register() -> None:
    """Connect the plugin. Receivers are functions of modules, which live on: Pelican holds them weakly."""
    signals.initialized.connect(settings.on_initialized)  # read the settings and the data, before any page is read
    signals.readers_init.connect(reader.on_readers_init)  # French front matter; a bad file is a Problem, not a fault
    signals.get_generators.connect(generators.on_get_generators)  # stories, photos, sounds, agenda, people, feeds
    signals.generator_init.connect(templating.on_generator_init)  # filters and words, for every template
    signals.get_writer.connect(writer.on_get_writer)  # pages are minified, then weighed, then written

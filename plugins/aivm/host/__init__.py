"""The only room that knows Pelican: `register()` is its table of contents, one door a line."""

from __future__ import annotations

from pelican import signals

from aivm.host import generator


def register() -> None:
    """Connect the plugin. Receivers are functions of modules, which live on: Pelican holds them weakly."""
    signals.initialized.connect(generator.on_initialized)  # read the settings and the data, before any page
    signals.get_generators.connect(generator.on_get_generators)  # read the texts, then write every page and feed
    signals.generator_init.connect(generator.on_generator_init)  # words and filters, for every template

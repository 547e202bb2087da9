"""How the settings become a recipe."""

from __future__ import annotations

from aivm.config import Config
from aivm.media.images.plan import Recipe
from aivm.site.photos import recipe_of


def test_the_settings_as_they_come_are_the_recipe_that_is_measured() -> None:
    """What the bench and the tests of photographs say holds for the site."""
    assert recipe_of(Config()) == Recipe()


def test_the_settings_of_photos_reach_the_encoder() -> None:
    """A narrower photo is never made wider to lose bytes; the aim is never beyond the limit."""
    settings = Config(photo_width=400, photo_similarity=0.95, photo_max_bytes=7_000, photo_sharp_width=1000)
    recipe = recipe_of(settings)

    assert (recipe.default.width, recipe.default.narrower) == (400, (364, 328))
    assert (recipe.default.weight, recipe.default.aim) == (7_000, 7_000)
    assert (recipe.default.similarity, recipe.sharp.similarity) == (0.95, 0.953)
    assert recipe.sharp.width == 1000

"""From a finished folder to the places where it is served: what to copy, in which order, and what to delete."""

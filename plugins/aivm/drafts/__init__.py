"""A story before it is one: a folder as a phone leaves it, questions, `new-story`."""

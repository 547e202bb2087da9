"""Sounds made safe to publish: formats (what a file really is) -> mpeg, mp4, ogg (the audio alone) -> clean -> prepare.

What is kept is listed, never what is removed: a tag that nobody has thought of stays behind with the others.
"""

"""Who a person is, how to reach her, where something is: finders over plain text, one reading of letters for all rooms.

Pulled text takes out what they find, the finished site refuses it, removals search with them, addresses are made by the
same fold. They know no room and no file. A second eye, written apart on purpose, looks only at what photos and sounds
hide (output/metadata.py): what cleans them would be blind there to what it forgot.
"""

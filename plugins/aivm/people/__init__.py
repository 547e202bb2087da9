"""Who a person is, how to reach her, where something is: finders over plain text, one reading of letters for all rooms.

Pulled text takes out what they find, the finished site refuses it, removals search with them, addresses are made by the
same fold. They know no room and no file.
"""

"""What the visitor will really receive: reads a finished folder, and only that, to weigh it, check it and list it."""

"""What servers are told of a finished folder: headers for Apache, nginx and others, compressed copies."""

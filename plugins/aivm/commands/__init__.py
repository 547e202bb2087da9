"""What each task does: build, publish, withdraw, pull, look around. Each returns a Report; none raises on bad input."""

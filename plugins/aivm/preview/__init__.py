"""The preview on one's own machine: a server on loopback, a process that builds, and what tells one of the other."""

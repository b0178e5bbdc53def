"""Publishing by ``git push`` on an agency's own server: the room that holds hooks, builds, the switch and the log.

A push is checked and built before its branch moves; readers then see it by one rename. README.md tells the whole.
"""

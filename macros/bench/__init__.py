"""The project's own benchmark of building: invented sites of any size, measurements of ours and of peers on the same records."""

"""From records to pages: the macros a page may call, and a page for each record."""

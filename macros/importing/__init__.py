"""Tables of official documents into records: readers (Word, Excel, CSV), the core that understands a plan, and the report.

Everything here takes values and returns values; ``macros.site.commands.import_document`` touches the files.
"""

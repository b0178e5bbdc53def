"""What pages show, worked out from the records: plain values for templates, no HTML, no clock."""

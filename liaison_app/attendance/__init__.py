"""A child's days: what a record may say, and how absent a child is on a day."""

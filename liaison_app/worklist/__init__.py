"""Who is due and why: `reasons.py` finds what waits, `rows.py` makes one row a family, sorted and capped."""

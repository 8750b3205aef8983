"""Activity by the six types of involvement: `figures.py` counts it, `periods.py` says by which stretch of time,
`documents.py` finds the work behind a figure."""

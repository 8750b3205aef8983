"""Work passes from one liaison to another for the days of a leave (`cover.py`).

`passing.py` hands a planned visit or meeting on. What was done stays with whoever did it.
"""

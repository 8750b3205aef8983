"""The new school year: children go to their grade of it, families whose children left exit.

`grades.py` says what becomes of each child, `families.py` of each family, `run.py` is the job around both and `preview.py`
what a coordinator sees before it.
"""

"""A small demo district: three schools, their staff, 60 families and two months of work.

`calendar.py`, `names.py`, `star.py`, `plan.py` and `contacts.py` say what it consists of, without a site:
the same every time, only dated from the day on which it was begun. `make.py` makes it step by step through the app's
own functions, `marker.py` remembers the steps that are done, `remove.py` takes it all away again.
"""

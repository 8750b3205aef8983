"""A demo district: four schools, three liaisons with 122 families each, a term of their work, and their children's records.

`calendar.py`, `staff.py`, `names.py`, `words.py` and `star.py` say what it draws from. `plan.py` and its neighbours
say which families there are, `progress.py` what was counted of the children, `pieces.py` and its neighbours what work
was done: without a site, the same every time, only dated from the day on which it was begun. `rows.py` writes families,
work and the children's records in bulk; people, schools, pupils, weekly reports and the screening go through the app's
own functions. `make.py` makes it step by step, `marker.py` remembers the steps
that are done, `remove.py` takes it all away again.
"""

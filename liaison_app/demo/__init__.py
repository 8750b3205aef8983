"""A demo district: four schools, three liaisons with 122 families each, a term of their work, their children's records,
and the year of each school's partnership team.

`calendar.py`, `staff.py`, `names.py`, `words.py` and `star.py` say what it draws from. `plan.py` and its neighbours
say which families there are, `progress.py` what was counted of the children, `pieces.py` and its neighbours what work
was done, `year_plan.py` and `events.py` what the teams plan and who came: without a site, the same every time, only
dated from the day on which it was begun. `rows.py` writes families, work, events with who came and the children's
records in bulk; people, schools, pupils, plans, weekly reports and the screening go through the app's own functions.
`make.py` makes it step by step, `marker.py` remembers the steps that are done, `remove.py` takes it all away again.
"""

"""Work passes from one liaison to another: for good, or for the days of a leave (`cover.py`).

`caseload.py` is the coordinator's action and its preview, `enrolments.py` keeps who had a family when, `passing.py` hands
on what is open: plans, next steps, alarms. What was done stays with whoever did it.
"""

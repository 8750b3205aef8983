"""Home visits from which everyone comes back: `returning.py` says when visitors are expected and who is overdue,
`check_in.py` takes their signs of life, `alarm.py` tells others when there is none, `who_is_out.py` shows it all.

No alarm says a word on the family or the place. Whoever may read the visit opens it.
"""

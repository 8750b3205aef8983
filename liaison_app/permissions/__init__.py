"""Who may see and do what.

`matrix.py` is the whole rule as a table, `rooms.py` says which columns of a DocType name the family,
the school and the person it belongs to, `scope.py` works out what a user's assignments open today, and
`criteria.py` puts the three together. Lists, documents, child rows and reports all ask `criteria.py`.
"""

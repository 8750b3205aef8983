"""The one ledger. Documents say their lines (`lines.py`), `posting.py` writes them, `audit.py` compares
and rebuilds them from the documents, `freezing.py` marks what a weekly report has counted, `figures.py` adds
lines up.

Raw SQL lives here and in `bulk.py`, because a document's insert with it costs 1.4 times the bare insert
and 3 times with the ORM. It is MariaDB's SQL.
"""

#: Documents that post to the ledger. Each has the method `ledger_lines() -> list[Line]`.
VOUCHER_TYPES = ("Liaison Contact", "Home Visit", "Liaison Meeting", "Liaison Activity", "Engagement Event")

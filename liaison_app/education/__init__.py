"""Where the app Education is installed, its students and their attendance flow in.

`source.py` reads Education's documents, whose fields are looked up, since versions differ; `inflow.py` is the daily job.
Guardians are proposed and never added: a file does not know who is safe.
"""

"""Choosing focus families on evidence: what can be measured, scored in bulk, stored with its reasons, decided on.

`measures` says which fields may be a criterion's measure, `records` and `evidence` read them for many children, column by
column, `scoring` ranks, `storing` keeps results with their findings, `run` is the job around all that, `decisions` what
people make of a result.
"""

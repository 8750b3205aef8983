"""Choosing focus families on evidence: what can be measured, scored in bulk, stored with its reasons, decided on.

`measures` says which fields may be a criterion's measure, `evidence` reads them for many children in one query,
`scoring` ranks, `storing` keeps results with their findings, `run` is the job around all that, `decisions` what
people make of a result.
"""

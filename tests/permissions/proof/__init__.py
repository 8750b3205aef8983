"""A generated proof that nobody sees or does what the matrix does not grant.

`facts.py` reads the matrix anew, without the app's own code: who may do what to which row of the proof's world.
`world.py` makes that world: schools, staff, families, a row of each DocType in each standing, each with words that
stand nowhere else. `channels/` holds every way in which the host hands out or takes in documents, as small functions.
`prober.py` sends each user through each channel and compares what came back with the facts: an answer leaks if it
holds a word, or a name, that stands in no row which the user may read.
"""

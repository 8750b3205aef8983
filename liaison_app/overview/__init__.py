"""How things stand at a glance: `liaisons.py` for each liaison, `cards.py` for the numbers on the workspaces."""

"""Newsletters, checklists, guidelines and handouts: what may be said of one, and how many copies were handed out."""

"""Families: nomination, who may know and act, how to reach them."""

"""Every way in which the host hands out or takes in documents, as small functions that ask it."""

from tests.permissions.proof.channels import changes, counts, documents, lists
from tests.permissions.proof.channels.register import COUNTING, LISTING, READING, WRITING, Channel

__all__ = ["COUNTING", "LISTING", "READING", "WRITING", "Channel", "changes", "counts", "documents", "lists"]

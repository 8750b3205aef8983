"""Every way in which the host hands out or takes in documents, as small functions that ask it."""

from tests.permissions.proof.channels import changes, counts, documents, lists, oracles
from tests.permissions.proof.channels.register import (
	COUNTING,
	LISTING,
	ORACLES,
	READING,
	WRITING,
	Channel,
	Oracle,
)

__all__ = [
	"COUNTING",
	"LISTING",
	"ORACLES",
	"READING",
	"WRITING",
	"Channel",
	"Oracle",
	"changes",
	"counts",
	"documents",
	"lists",
	"oracles",
]

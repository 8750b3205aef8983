"""Ports on the loopback interface."""

from __future__ import annotations

import socket

from host.errors import HostError

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
	"""Say whether a server could listen there now."""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((LOOPBACK, port))
		except OSError:
			return False
	return not answers(port)


def answers(port: int) -> bool:
	"""Say whether something listens there."""
	with socket.socket() as probe:
		probe.settimeout(1)
		return probe.connect_ex((LOOPBACK, port)) == 0


def any_free() -> int:
	"""A free port, as the kernel hands it out."""
	with socket.socket() as probe:
		probe.bind((LOOPBACK, 0))
		return probe.getsockname()[1]


def free_near(preferred: int, tries: int = 20) -> int:
	"""The preferred port or the next free one above it."""
	for port in range(preferred, preferred + tries):
		if is_free(port):
			return port
	return any_free()


def given(port: int) -> int:
	"""The port that the user asked for, refused if it cannot be had."""
	if not 1 <= port <= 65535:
		raise HostError(f"PORT={port} is no port: give a number from 1 to 65535.")
	if not is_free(port):
		raise HostError(
			f"Port {port} is taken by another program: give another one, or none and a free one is looked up."
		)
	return port

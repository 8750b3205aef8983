"""The one exception that the host raises on purpose."""


class HostError(Exception):
	"""Something that the user can put right; its text is one clear sentence for them."""

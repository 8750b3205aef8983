"""Masters that a new version brings: insert those of which the site has none; what an administrator keeps stays."""

from liaison_app.install import insert_masters


def execute() -> None:
	insert_masters()

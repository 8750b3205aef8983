"""Partnership plans are new, and so is their workflow: insert it where the site has none."""

from liaison_app.install import insert_workflow


def execute() -> None:
	insert_workflow("Partnership Plan")

"""What the figures of an event show of who came: nothing of a few, to those who may not read their names.

Each event is judged for itself, so that no other choice of dates shows by subtraction what one hides.
"""

from collections.abc import Mapping

from liaison_app.small_cells import hide_small


def first_time_shown(event: Mapping, least: int) -> int | None:
	"""How many families came for the first time; None where those who did, or those who had come before, are few.

	event: one of `event_figures.figures_of`.
	"""
	unnamed = event["unnamed"]
	again = unnamed["families"] - unnamed["first_time"]
	parts = hide_small({"first": len(unnamed["first_time"]), "again": len(again)}, least)
	return None if None in parts.values() else len(event["first_time"])


def spoken_shown(event: Mapping, least: int) -> tuple[dict[str, int], bool]:
	"""How many speak what, and whether there are others: that somebody speaks it at all may be a name.

	event: one of `event_figures.figures_of`.
	"""
	spoken, unnamed = event["spoken"], event["unnamed"]["spoken"]
	parts = hide_small({language: unnamed[language] for language in spoken}, least)
	shown = {language: count for language, count in spoken.most_common() if parts[language] is not None}
	return shown, len(shown) < len(spoken)

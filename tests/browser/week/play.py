"""Plays a liaison's week. Whatever the district's workflows look like, it ends with the report handed in."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe

from liaison_app.weekly_report.drafting import draft_reports
from tests.browser.desk import Desk
from tests.browser.week import days
from tests.browser.week.cast import Cast, on
from tests.clock import at
from tests.connection import committing


@dataclass(frozen=True)
class Played:
	"""A week that was played: who was in it, its report, and the documents that the report counts."""

	cast: Cast
	report: str
	documents: list[tuple[str, str]]


def play(cast: Cast, open_at: Callable[..., Desk]) -> Played:
	"""Monday to Friday. open_at: the fixture."""
	call, visit = days.monday(cast, open_at)
	text, attempt, meeting = days.tuesday(cast, open_at)
	talks = days.wednesday(cast, open_at, visit)
	days.thursday(cast, open_at, meeting)
	report = drafted(cast.liaison)
	work = days.friday(cast, open_at, report)
	frappe.db.rollback()  # to see what the server has written
	return Played(cast, report, [call, visit, text, attempt, meeting, *talks, *work])


def drafted(liaison: str) -> str:
	"""The draft that the scheduler makes on the week's last morning."""
	with committing(), at(on("Friday", "00:10")):
		draft_reports()
	return frappe.db.get_value("Weekly Activity Report", {"liaison": liaison})

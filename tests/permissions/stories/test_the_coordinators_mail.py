"""A coordinator's figures and rows come before a principal: in a report, a mail, a chart, a card, a dashboard."""

import json
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import nowdate

from liaison_app.permissions.matrix import COORDINATOR
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Answer, Client, resource
from tests.world import School, make_staffed_school

RUN = "frappe.desk.query_report.run"
ACTIVITY, WORKLOAD = "Activity by Involvement Type", "Caseload and Workload"
CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart"
CARD = "frappe.desk.doctype.number_card.number_card.get_result"


@dataclass(frozen=True)
class Cast:
	"""Two schools, and a coordinator who also looks after the district's reports."""

	here: School
	there: School
	coordinator: str


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		here, there = make_staffed_school(), make_staffed_school()
		coordinator = people.make_user(COORDINATOR, "Report Manager", "Dashboard Manager")
	return Cast(here, there, coordinator)


@pytest.fixture(scope="module")
def built(enter, cast: Cast) -> str:
	"""A report on families that the coordinator has built in the host's builder."""
	settings = {"fields": [["name", "Focus Family"], ["family_name", "Focus Family"]], "filters": []}
	answer = enter(cast.coordinator).call(
		"frappe.desk.reportview.save_report",
		name=make.unique("All Families"), doctype="Focus Family", report_settings=json.dumps(settings),
	)  # fmt: skip
	assert answer.status == 200
	return answer.data


def mail(client: Client, report: str, user: str, *addresses: str) -> Answer:
	return client.post(
		resource("Auto Email Report"),
		report=report, user=user, email_to="\n".join(addresses), format="HTML", frequency="Daily",
	)  # fmt: skip


def test_the_coordinators_report_is_not_mailed_to_a_principal(enter, cast, built):
	coordinator = enter(cast.coordinator)
	for addresses in ((cast.here.leader,), (cast.coordinator, cast.here.leader), ("office@schools.example",)):
		refused = mail(coordinator, built, cast.coordinator, *addresses)
		assert refused.status == 403, addresses
		assert "may see other rows than you" in refused.text
	own = mail(coordinator, built, cast.coordinator, cast.coordinator)
	assert own.status == 200
	later = coordinator.put(resource("Auto Email Report", own.data["name"]), email_to=cast.here.leader)
	assert later.status == 403
	sent = coordinator.get(
		"/api/method/frappe.email.doctype.auto_email_report.auto_email_report.download",
		name=own.data["name"],
	)
	assert cast.here.family in sent.text and cast.there.family in sent.text
	others = enter(cast.here.leader).get(resource("Auto Email Report", own.data["name"]))
	assert others.status == 403


def test_the_coordinators_report_shows_a_principal_the_own_school(enter, cast, built):
	def shown(user: str) -> str:
		return enter(user).call(
			"frappe.desk.reportview.get",
			doctype="Focus Family", fields=["`tabFocus Family`.`name`"], page_length=500,
		).text  # fmt: skip

	assert cast.there.family in shown(cast.coordinator)
	assert cast.here.family in shown(cast.here.leader)
	assert cast.there.family not in shown(cast.here.leader)


@pytest.mark.parametrize("report", [ACTIVITY, WORKLOAD, "Family Worklist"])
def test_no_report_of_ours_is_kept_for_another_reader(enter, cast, report):
	coordinator = enter(cast.coordinator)
	assert mail(coordinator, report, cast.coordinator, cast.coordinator).status == 403
	prepared = coordinator.call(
		"frappe.desk.query_report.background_enqueue_run", report_name=report, filters=json.dumps({})
	)
	assert prepared.status != 200
	frappe.db.rollback()
	assert not frappe.db.exists("Prepared Report", {"report_name": report})
	assert frappe.db.get_value("Report", report, "prepared_report") == 0


def test_a_report_that_is_ours_is_not_prepared_because_it_was_slow_once(enter, cast):
	"""The host prepares whatever took fifteen seconds, and shows its result to whoever asks next."""
	frappe.db.set_value("Report", ACTIVITY, "prepared_report", 1)
	doc = {"doctype": "Prepared Report", "report_name": ACTIVITY, "filters": "{}"}
	with pytest.raises(frappe.PermissionError, match="neither mailed nor prepared"):
		frappe.get_doc(doc).insert()


def stored_chart(client: Client) -> str:
	"""A chart for everybody: adults by their family."""
	doc = {
		"doctype": "Dashboard Chart", "chart_name": make.unique("Adults"), "document_type": "Family Member",
		"chart_type": "Group By", "group_by_type": "Count", "group_by_based_on": "family_name", "type": "Bar",
		"filters_json": "[]", "is_public": 1, "number_of_groups": 0,
	}  # fmt: skip
	answer = client.call("frappe.client.insert", doc=doc)
	assert answer.status == 200, answer.text
	return answer.data["name"]


def name_of(family: str) -> str:
	return frappe.db.get_value("Focus Family", family, "family_name")


def test_a_chart_that_the_coordinator_has_just_seen_is_drawn_anew_for_the_principal(enter, cast):
	name = stored_chart(enter(cast.coordinator))
	here, there = name_of(cast.here.family), name_of(cast.there.family)

	def drawn(user: str, **options) -> str:
		return enter(user).call(f"{CHART}.get", chart_name=name, **options).text

	for options in ({"refresh": 1}, {}, {"refresh": 0}):
		assert there in drawn(cast.coordinator, **options)
		text = drawn(cast.here.leader, **options)
		assert here in text
		assert there not in text
	assert here not in drawn(cast.there.leader)


def test_a_card_that_the_coordinator_has_just_seen_counts_anew_for_the_principal(enter, cast):
	card = {"document_type": "Focus Family", "function": "Count", "is_public": 1}
	both = [["Focus Family", "name", "in", [cast.here.family, cast.there.family]]]

	def counted(user: str) -> int:
		return enter(user).call(CARD, doc=card, filters=both).data

	assert counted(cast.coordinator) == 2
	assert counted(cast.here.leader) == counted(cast.there.leader) == 1
	assert counted(cast.coordinator) == 2


def activity(client: Client, **filters) -> Answer:
	given = {"from_date": nowdate(), "to_date": nowdate(), "period": "Month", **filters}
	return client.get(f"/api/method/{RUN}", report_name=ACTIVITY, filters=given)


def units(answer: Answer) -> int:
	"""All contacts and other pieces of work in the rows of the report."""
	rows = [row for row in answer.data["result"] if isinstance(row, dict)]
	return sum(value for row in rows for value in row.values() if isinstance(value, int))


def test_the_small_cell_of_another_school_is_no_figure_for_a_principal(enter, cast):
	"""One contact at one school on one day tells who was called; a principal has the figures of the own school."""
	leader = enter(cast.here.leader)
	assert units(activity(leader, school=cast.here.name)) > 0
	foreign = activity(leader, school=cast.there.name)
	assert foreign.status != 200 or units(foreign) == 0
	assert units(activity(leader)) == units(activity(leader, school=cast.here.name))
	assert units(activity(enter(cast.coordinator), school=cast.there.name)) > 0


def test_behind_a_figure_a_principal_opens_no_contact(enter, cast):
	def behind(user: str) -> str:
		return enter(user).call(
			"liaison_app.activity.documents.get_documents",
			filters=json.dumps({"from_date": nowdate(), "to_date": nowdate(), "period": "Month"}),
			period=f"{frappe.utils.getdate():%Y%m}", involvement_type="Communicating",
		).text  # fmt: skip

	for contact in (cast.here.contact, cast.there.contact):
		assert contact not in behind(cast.here.leader)
	assert cast.here.contact in behind(cast.here.liaison)
	assert cast.there.contact not in behind(cast.here.liaison)


def test_the_coordinators_dashboard_is_not_the_principals(enter, cast):
	def page(user: str, workspace: str) -> Answer:
		given = json.dumps({"name": workspace, "title": workspace})
		return enter(user).call("frappe.desk.desktop.get_desktop_page", page=given)

	assert WORKLOAD in page(cast.coordinator, "All Liaisons").text
	refused = page(cast.here.leader, "All Liaisons")
	assert refused.status != 200 or WORKLOAD not in refused.text
	for report in (WORKLOAD, "Access to Protected Records"):
		run = enter(cast.here.leader).get(f"/api/method/{RUN}", report_name=report, filters={})
		assert run.status == 403
		assert cast.there.liaison not in run.text
	figures = enter(cast.coordinator).get(f"/api/method/{RUN}", report_name=WORKLOAD, filters={})
	assert cast.there.liaison in figures.text

from liaison_app.ledger import VOUCHER_TYPES
from liaison_app.permissions.rooms import (
	CHILD_ROOMS,
	IMPORTS,
	NAMED_IN,
	REFERENCES,
	ROOMS,
	SAVED,
	TELLING,
	TEMPLATES,
	function_name,
)

app_name = "liaison_app"
app_title = "Family Liaison"
app_publisher = "The liaison_app maintainers"
app_description = "The family-liaison programme of a school district"
app_email = "maintainers@example.org"
app_license = "MIT"

# Frappe 16 reaches an app's workspaces from its tile on the apps screen alone.
add_to_apps_screen = [
	{
		"name": app_name,
		"title": app_title,
		"logo": "/assets/liaison_app/images/liaison_app.svg",
		"route": "/app/liaison-programme",
		"has_permission": "liaison_app.permissions.scope.has_app_permission",
	}
]

after_install = "liaison_app.install.after_install"
after_migrate = "liaison_app.install.after_migrate"
before_uninstall = "liaison_app.uninstall.before_uninstall"

# The desk.
app_include_js = "liaison_app.bundle.js"
app_include_css = "liaison_app.bundle.css"
extend_bootinfo = "liaison_app.boot.extend_bootinfo"
on_session_creation = "liaison_app.boot.make_dashboard_settings"

# Who sees which rows: one rule for all (liaison_app/permissions).
permission_query_conditions = {
	**{
		doctype: f"liaison_app.permissions.query_conditions.{function_name(doctype)}"
		for doctype in (*ROOMS, *CHILD_ROOMS)
	},
	**{doctype: f"liaison_app.permissions.channels.{function_name(doctype)}" for doctype in REFERENCES},
	**{doctype: f"liaison_app.permissions.imports.{function_name(doctype)}" for doctype in IMPORTS},
	**{doctype: f"liaison_app.permissions.saved.{function_name(doctype)}" for doctype in SAVED},
	"Access Log": "liaison_app.permissions.channels.access_log",
}
has_permission = {
	**dict.fromkeys(ROOMS, "liaison_app.permissions.documents.has_permission"),
	**dict.fromkeys(REFERENCES, "liaison_app.permissions.channels.may_see_reference"),
	**dict.fromkeys(IMPORTS, "liaison_app.permissions.imports.may_see"),
	**dict.fromkeys(SAVED, "liaison_app.permissions.saved.may_see"),
	"Access Log": "liaison_app.permissions.channels.may_see_access",
	"File": [
		"liaison_app.permissions.files.has_permission",
		"liaison_app.permissions.channels.may_see_reference",
	],
}
standard_queries = {
	**dict.fromkeys((*ROOMS, *REFERENCES, *SAVED), "liaison_app.permissions.channels.search_links"),
	"Focus Family": "liaison_app.families.search.find_families",
}
before_request = ["liaison_app.permissions.pace.check_pace", "liaison_app.permissions.gate.check_request"]
after_request = [
	"liaison_app.permissions.answers.hide_internals",
	"liaison_app.exports.make_harmless",
	"liaison_app.permissions.looks.note_looks",
]
override_whitelisted_methods = {
	"frappe.client.get": "liaison_app.permissions.endpoints.get",
	"frappe.client.get_count": "liaison_app.permissions.channels.get_count",
	"frappe.core.api.file.zip_files": "liaison_app.permissions.endpoints.zip_files",
	"frappe.desk.desktop.get_desktop_page": "liaison_app.workspaces.get_desktop_page",
	"frappe.desk.desktop.update_onboarding_step": "liaison_app.onboarding.update_onboarding_step",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "liaison_app.permissions.endpoints.get_chart",
	"frappe.desk.doctype.kanban_board.kanban_board.update_order": "liaison_app.permissions.endpoints.move_cards",
	"frappe.desk.doctype.tag.tag.get_tagged_docs": "liaison_app.permissions.endpoints.get_tagged_docs",
	"frappe.desk.form.load.getdoc": "liaison_app.permissions.endpoints.getdoc",
	"frappe.desk.form.linked_with.get": "liaison_app.permissions.endpoints.get_linked",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": (
		"liaison_app.permissions.endpoints.get_submitted_linked_docs"
	),
	"frappe.desk.listview.get_group_by_count": "liaison_app.permissions.endpoints.get_group_by_count",
	"frappe.desk.notifications.get_open_count": "liaison_app.permissions.endpoints.get_open_count",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": (
		"liaison_app.permissions.endpoints.get_workflow_state_count"
	),
}

# What our prints may ask; each judges by the rights of whoever prints.
jinja = {
	"methods": [
		"liaison_app.partnership.action_plan.action_plan",
		"liaison_app.progress.case_report.case_report",
		"liaison_app.school_brief.brief.school_brief",
	]
}

# Visits, meetings and events share one calendar.
calendars = ["Home Visit", "Liaison Meeting", "Engagement Event"]

_LEDGER_EVENTS = {
	"on_update": "liaison_app.ledger.posting.post",
	"on_update_after_submit": "liaison_app.ledger.posting.post",
	"on_cancel": "liaison_app.ledger.posting.reverse",
	"on_discard": "liaison_app.ledger.posting.reverse",
	"on_trash": "liaison_app.ledger.posting.reverse",
	"after_rename": "liaison_app.ledger.posting.after_rename",
}
doc_events = {
	"Workflow": {
		# Before the host's own validation, which makes fields and moves documents.
		"before_validate": "liaison_app.workflow.checks.check_workflow",
		"on_update": "liaison_app.workflow.states.follow_workflow",
		"after_delete": "liaison_app.workflow.states.forget_workflow",
	},
	"Role": {"before_rename": "liaison_app.permissions.role_names.keep_role_names"},
	"School Year": {"on_update": "liaison_app.ledger.calendar.follow_school_years"},
	"User": {"on_update": "liaison_app.permissions.scope.forget_scopes"},
	"View Log": {"after_insert": "liaison_app.permissions.looks.heed"},
	"DocShare": {"validate": "liaison_app.permissions.channels.refuse_share"},
	"Auto Email Report": {"validate": "liaison_app.permissions.channels.refuse_unattended_report"},
	"Prepared Report": {"validate": "liaison_app.permissions.channels.refuse_unattended_report"},
	"Report": {"validate": "liaison_app.permissions.channels.check_report"},
	"Web Form": {"validate": "liaison_app.permissions.channels.refuse_form"},
	**{doctype: {"validate": "liaison_app.permissions.templates.check_template"} for doctype in TEMPLATES},
	**{
		doctype: {"before_validate": "liaison_app.permissions.unspoken.refuse_telling"} for doctype in TELLING
	},
	"Data Import": {
		"validate": [
			"liaison_app.permissions.imports.refuse_without_right",
			"liaison_app.imports.refuse_words_for_numbers",
		]
	},
	"File": {"validate": "liaison_app.permissions.files.check_attachment"},
	**{
		doctype: {
			"before_validate": "liaison_app.permissions.channels.check_reference",
			"on_change": "liaison_app.permissions.realtime.keep_quiet",
		}
		for doctype in NAMED_IN
	},
	"Comment": {
		"before_validate": [
			"liaison_app.permissions.channels.check_reference",
			"liaison_app.permissions.told.refuse_mentions",
		],
		"on_change": "liaison_app.permissions.realtime.keep_quiet",
	},
	"Document Follow": {
		"before_validate": "liaison_app.permissions.channels.check_reference",
		"after_insert": "liaison_app.permissions.told.follow_nothing",
	},
	**{
		doctype: dict.fromkeys(
			("before_insert", "before_validate", "on_trash"),
			"liaison_app.permissions.channels.refuse_row_alone",
		)
		for doctype in CHILD_ROOMS
	},
	**{
		doctype: {
			"before_validate": [
				"liaison_app.exports.restore_imported",
				"liaison_app.permissions.harmless.clean_texts",
				# Before any validation: its sentence could name what was fetched through the link.
				"liaison_app.permissions.links.check_links",
			],
			"before_update_after_submit": [
				"liaison_app.permissions.harmless.clean_texts",
				"liaison_app.permissions.links.check_links",
			],
			"on_change": "liaison_app.permissions.realtime.keep_quiet",
			**(_LEDGER_EVENTS if doctype in VOUCHER_TYPES else {}),
		}
		for doctype in ROOMS
	},
}

# Each can run twice, late, or be killed half-way: same result.
scheduler_events = {
	# Every few minutes, as the host's scheduler ticks.
	"all": ["liaison_app.safety.alarm.ring"],
	"daily": [
		"liaison_app.education.inflow.flow_in",
		"liaison_app.handover.enrolments.settle",
		"liaison_app.weekly_report.drafting.draft_reports",
		"liaison_app.families.expiring_orders.warn_of_expiring_orders",
		"liaison_app.privacy.due_requests.remind_of_requests",
		"liaison_app.privacy.guests.forget_guests",
		"liaison_app.partnership.reminders.remind",
	],
}

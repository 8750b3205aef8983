import { moment_text } from "./moments";
import { keep_typed } from "./send";
import { escape } from "./text";

/** A program's sessions, the newest first: when, and how many came. */
export function render_sessions(frm) {
	const { sessions = [] } = frm.doc.__onload || {};
	const add = frappe.model.can_create("Engagement Event")
		? `<button type="button" class="btn btn-default" data-liaison="add-session">${__("Add Session")}</button>`
		: "";
	const rows = sessions.map(session_html).join("") || `<p class="text-muted">${__("No session yet.")}</p>`;
	const $panel = frm.get_field("sessions_panel").$wrapper.html(`<div data-liaison="sessions">${rows}</div>${add}`);
	$panel.off("click.liaison").on("click.liaison", "[data-liaison=add-session]", () => add_session(frm.doc));
}

function session_html({ name, planned_start, status, head_count }) {
	const came = status === "Held" ? __("Came: {0}", [head_count || 0]) : escape(__(status));
	const href = frappe.utils.get_form_link("Engagement Event", name);
	return `<p><a href="${href}">${escape(moment_text(planned_start))}</a> · ${came}</p>`;
}

function add_session({ name, program_name, school, activity, in_charge }) {
	frappe.new_doc("Engagement Event", {
		event_name: program_name,
		kind: "After-School Session",
		after_school_program: name,
		school,
		activity,
		in_charge,
	});
}

/** On a session: its children, to be ticked at once. */
export function offer_children(frm) {
	const { after_school_program, status } = frm.doc;
	const may = frappe.model.can_read("After School Enrolment") && frappe.model.can_create("Event Attendance");
	if (!frm.is_new() && after_school_program && status !== "Called Off" && may) {
		frm.add_custom_button(__("Tick Children"), () => tick_children(frm));
	}
}

async function tick_children(frm) {
	await keep_typed(frm);
	const event = frm.doc.name;
	const children = await frappe.xcall("liaison_app.after_school.sessions.get_children", { event });
	const options = children.map(({ name, child_name, came }) => ({ value: name, label: escape(child_name), checked: came }));
	const dialog = new frappe.ui.Dialog({
		title: __("Who Came"),
		fields: [
			children.length
				? { fieldname: "children", fieldtype: "MultiCheck", label: __("Children"), options, columns: 1 }
				: { fieldtype: "HTML", options: `<p>${__("No child has a place in this program.")}</p>` },
		],
		primary_action_label: __("They Came"),
		primary_action: async ({ children: enrolments = [] }) => {
			dialog.hide();
			await frappe.xcall("liaison_app.after_school.sessions.note_children", { event, enrolments });
			frm.reload_doc();
		},
	});
	dialog.$wrapper.attr("data-liaison", "tick-children");
	dialog.show();
}

frappe.ui.form.on("Weekly Activity Report", {
	setup(frm) {
		frm.set_query("school", () => ({ filters: { name: ["in", frappe.boot.liaison?.schools || []] } }));
	},

	onload(frm) {
		const { is_liaison, schools = [] } = frappe.boot.liaison || {};
		if (frm.is_new() && is_liaison) {
			frm.set_value({ liaison: frappe.session.user, school: schools.length === 1 ? schools[0] : null });
			// The server takes the first day of that week: the calendar's, not the browser's.
			frm.set_value("week_start", frm.doc.week_start || frappe.datetime.now_date());
		}
	},

	refresh(frm) {
		liaison_app.open_status_without_workflow(frm);
		// The blocks say the same, and can be read on a phone.
		frm.toggle_display("lines", false);
		liaison_app.render_week(frm);
		liaison_app.offer_work(frm);
		if (frm.doc.return_reason && frm.doc.status === "Draft") {
			frm.set_intro(__("Returned: {0}", [frappe.utils.escape_html(frm.doc.return_reason)]), "orange");
		}
	},

	/** A report goes back with a reason, so that the liaison knows what to change. */
	async before_workflow_action(frm) {
		if (!is_return(frm)) {
			return;
		}
		frappe.dom.unfreeze();
		const reason = await ask_reason();
		frappe.dom.freeze();
		await frappe.xcall("liaison_app.weekly_report.returning.give_reason", { report: frm.doc.name, reason });
	},
});

/** Whether the chosen action leads back to Draft, whatever it and its states are called. */
function is_return(frm) {
	const { states, transitions } = frappe.workflow.workflows[frm.doctype];
	const next = transitions.find(
		(row) => row.state === frm.doc.workflow_state && row.action === frm.selected_workflow_action
	);
	const state = states.find((row) => row.state === next?.next_state);
	return frm.doc.status === "In Review" && state?.update_value === "Draft";
}

function ask_reason() {
	return new Promise((resolve) => {
		const field = {
			fieldname: "reason", fieldtype: "Small Text", reqd: 1, label: __("Return Reason"),
			description: __("What should the liaison change?"),
		}; // prettier-ignore
		frappe.prompt(field, ({ reason }) => resolve(reason), __("Return Report"), __("Return"));
	});
}

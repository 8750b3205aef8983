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

	/** A report goes back with a reason, so that the liaison knows what to change; another's is handed in with one. */
	async before_workflow_action(frm) {
		const question = question_of(frm, frm.doc.status, liaison_app.status_after(frm));
		if (!question) {
			return;
		}
		frappe.dom.unfreeze();
		await liaison_app.give_reason({ report: frm.doc.name }, question);
		frappe.dom.freeze();
	},

	/** The same with the workflow switched off, where the status is set by hand. */
	before_save(frm) {
		const question = question_of(frm, frm.as_loaded?.status, frm.doc.status);
		return question && liaison_app.give_reason({ report: frm.doc.name }, question);
	},
});

/** What a new status asks, whatever actions and states are called; nothing for an own report. */
function question_of(frm, before, after) {
	if (before === "In Review" && after === "Draft") {
		return {
			title: __("Return Report"),
			label: __("Return Reason"),
			description: __("What should the liaison change?"),
			action: __("Return"),
			method: "liaison_app.weekly_report.returning.give_reason",
		};
	}
	if (before === "Draft" && after === "In Review" && frm.doc.liaison !== frappe.session.user) {
		return {
			title: __("Hand In on Behalf"),
			label: __("Reason"),
			description: __("Why does {0} not hand it in?", [frappe.utils.escape_html(frm.doc.liaison_name)]),
			action: __("Hand In"),
			method: "liaison_app.weekly_report.on_behalf.give_reason",
		};
	}
	return undefined;
}

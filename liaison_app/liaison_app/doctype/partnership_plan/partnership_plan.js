frappe.ui.form.on("Partnership Plan", {
	setup(frm) {
		frm.set_query("team", () => ({ filters: { school: frm.doc.school, disabled: 0 } }));
	},

	onload: (frm) => liaison_app.propose_only_school(frm),

	refresh(frm) {
		liaison_app.open_status_without_workflow(frm);
		liaison_app.render_plan(frm);
		liaison_app.render_review(frm);
		liaison_app.offer_next_plan(frm);
		liaison_app.name_link(frm, "team", frm.doc.__onload?.team_name);
		// The host opens it to whoever may write, and saves it for those alone who may submit.
		frm.toggle_enable(["evaluation", "what_to_change"], Boolean(frm.perm[0]?.submit));
		frm.set_intro("");
		if (frm.doc.return_reason && frm.doc.status === "Draft") {
			frm.set_intro(__("Returned: {0}", [frappe.utils.escape_html(frm.doc.return_reason)]), "orange");
		}
	},

	/** A plan goes back with a comment, so that the team knows what to change. */
	async before_workflow_action(frm) {
		if (is_return(frm.doc.status, liaison_app.status_after(frm))) {
			frappe.dom.unfreeze();
			await ask_why(frm);
			frappe.dom.freeze();
		}
	},

	/** The same with the workflow switched off, where the status is set by hand. */
	before_save(frm) {
		return is_return(frm.as_loaded?.status, frm.doc.status) && ask_why(frm);
	},
});

function is_return(before, after) {
	return before === "In Review" && after === "Draft";
}

function ask_why(frm) {
	return liaison_app.give_reason(
		{ plan: frm.doc.name },
		{
			title: __("Return Plan"),
			label: __("Return Reason"),
			description: __("What should the team change?"),
			action: __("Return"),
			method: "liaison_app.partnership.returning.give_reason",
		}
	);
}

frappe.ui.form.on("Liaison Meeting", {
	setup(frm) {
		liaison_app.appointment_form.setup(frm);
		frm.set_query("family_member", "invited", () => ({
			filters: { family: ["in", liaison_app.families_of(frm)], is_adult: 1 },
		}));
	},

	onload: (frm) => liaison_app.appointment_form.onload(frm),
	refresh: (frm) => liaison_app.appointment_form.refresh(frm),
	purpose: (frm) => liaison_app.appointment_form.purpose(frm),
	before_workflow_action: (frm) => liaison_app.appointment_form.before_workflow_action(frm),
	after_save: (frm) => liaison_app.forget_form("Partnership Team", frm.doc.team),
	before_submit: (frm) => liaison_app.appointment_form.before_submit(frm),
});

frappe.ui.form.on("Work Family", {
	family: show_instructions,
	families_remove: show_instructions,
});

/** Work Family stands in activities too, which carry no instructions. */
function show_instructions(frm) {
	if (frm.doctype === "Liaison Meeting") {
		liaison_app.show_safety_instructions(frm);
	}
}

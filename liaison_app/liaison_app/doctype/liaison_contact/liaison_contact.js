frappe.ui.form.on("Liaison Contact", {
	setup(frm) {
		liaison_app.work_form.setup(frm);
		const of_family = () => ({ filters: { family: frm.doc.family } });
		frm.set_query("students", of_family);
		frm.set_query("family_member", () => ({
			query: "liaison_app.families.search.find_adults",
			filters: { family: frm.doc.family },
		}));
	},

	refresh(frm) {
		liaison_app.show_safety_instructions(frm);
		liaison_app.show_person_names(frm, ["family_member"]);
		if (!frm.is_new() && frappe.model.can_create("Next Step")) {
			const reload = () => frm.reload_doc();
			frm.add_custom_button(__("Next Step"), () => liaison_app.new_step(frm.doctype, frm.doc.name, reload));
		}
	},

	family(frm) {
		frm.set_value({ family_member: null, students: [] });
		liaison_app.show_safety_instructions(frm);
	},

	family_member: (frm) => liaison_app.show_person_names(frm, ["family_member"]),
	purpose: (frm) => liaison_app.work_form.purpose(frm),
});

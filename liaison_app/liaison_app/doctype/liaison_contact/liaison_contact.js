frappe.ui.form.on("Liaison Contact", {
	setup(frm) {
		const of_family = () => ({ filters: { family: frm.doc.family } });
		frm.set_query("students", of_family);
		frm.set_query("family_member", () => ({
			query: "liaison_app.families.search.find_adults",
			filters: { family: frm.doc.family },
		}));
		frm.set_query("school", () => ({ filters: { name: ["in", frappe.boot.liaison?.schools || []] } }));
	},

	refresh(frm) {
		liaison_app.show_safety_instruction(frm, "instruction_panel");
		if (!frm.is_new() && frappe.model.can_create("Next Step")) {
			const reload = () => frm.reload_doc();
			frm.add_custom_button(__("Next Step"), () => liaison_app.new_step(frm.doctype, frm.doc.name, reload));
		}
	},

	family(frm) {
		frm.set_value({ family_member: null, students: [] });
		liaison_app.show_safety_instruction(frm, "instruction_panel");
	},

	purpose(frm) {
		const chosen = frappe.boot.liaison?.purposes.find(({ name }) => name === frm.doc.purpose);
		if (chosen) {
			frm.set_value("involvement_type", chosen.involvement_type);
		}
	},
});

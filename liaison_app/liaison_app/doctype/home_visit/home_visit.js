const PEOPLE = ["agreed_with", "met_with", "met_student"];
const show_people = (frm) => liaison_app.show_person_names(frm, PEOPLE);

frappe.ui.form.on("Home Visit", {
	setup(frm) {
		liaison_app.appointment_form.setup(frm);
		const adults = () => ({
			query: "liaison_app.families.search.find_adults",
			filters: { family: frm.doc.family },
		});
		frm.set_query("agreed_with", adults);
		frm.set_query("met_with", adults);
		frm.set_query("met_student", () => ({ filters: { family: frm.doc.family, stands_for_self: 1 } }));
	},

	onload(frm) {
		liaison_app.appointment_form.onload(frm);
		if (frm.is_new() && !frm.doc.visitors?.length && frappe.boot.liaison?.is_liaison) {
			const own = { liaison: frappe.session.user, liaison_name: frappe.session.user_fullname };
			frm.add_child("visitors", { ...own, role: "Visitor" });
		}
	},

	refresh(frm) {
		liaison_app.appointment_form.refresh(frm);
		liaison_app.show_check_in(frm);
		show_people(frm);
		frm.toggle_display("propose_times", Boolean(frm.doc.family) && !frm.doc.docstatus);
	},

	family(frm) {
		frm.set_value({ students: [], agreed_with: null, met_with: null, met_student: null });
		liaison_app.show_safety_instructions(frm);
		liaison_app.propose_language(frm);
		frm.toggle_display("propose_times", Boolean(frm.doc.family));
	},

	agreed_with: show_people,
	met_with: show_people,
	met_student: show_people,
	purpose: (frm) => liaison_app.appointment_form.purpose(frm),
	before_workflow_action: (frm) => liaison_app.appointment_form.before_workflow_action(frm),
	before_submit: (frm) => liaison_app.appointment_form.before_submit(frm),

	propose_times(frm) {
		liaison_app.choose_time(frm.doc.family, ({ start, end }) => {
			frm.set_value({ planned_start: start, planned_end: end });
		});
	},
});

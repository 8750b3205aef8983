frappe.ui.form.on("After School Enrolment", {
	setup(frm) {
		frm.set_query("student", () => (frm.doc.school ? { filters: { school: frm.doc.school } } : {}));
	},

	async program(frm) {
		const { message } = await frappe.db.get_value("After School Program", frm.doc.program, "school");
		frm.set_value("school", message?.school);
	},

	async student(frm) {
		if (frm.doc.student) {
			const { message } = await frappe.db.get_value("Focus Student", frm.doc.student, ["full_name", "grade"]);
			frm.set_value({ child_name: message?.full_name, grade: message?.grade });
		}
	},

	onload: (frm) => frm.is_new() && frm.doc.program && frm.trigger("program"),

	refresh(frm) {
		const turn = frm.doc.__onload?.turn;
		turn && frm.set_intro(__("On the waiting list: {0} of {1}", turn), "blue");
		if (frm.is_new() || !frm.perm[0]?.write) {
			return;
		}
		if (frm.doc.status === "Offered") {
			frm.add_custom_button(__("Accept Place"), () => move(frm, "accept", {}));
		}
		if (frm.doc.status !== "Left") {
			frm.add_custom_button(__("Leave"), () => ask_why(frm));
		}
	},

	after_save: (frm) => liaison_app.forget_form("After School Program", frm.doc.program),
});

function ask_why(frm) {
	const field = { fieldname: "reason", fieldtype: "Small Text", label: __("Why"), reqd: 1 };
	frappe.prompt(field, ({ reason }) => move(frm, "leave", { reason }), __("Leave"), __("Leave"));
}

async function move(frm, action, values) {
	await frappe.xcall(`liaison_app.after_school.enrolments.${action}`, { enrolment: frm.doc.name, ...values });
	liaison_app.forget_form("After School Program", frm.doc.program);
	// The turn of the others may have come.
	const others = Object.keys(locals[frm.doctype]).filter((name) => name !== frm.doc.name);
	others.forEach((name) => liaison_app.forget_form(frm.doctype, name));
	frm.reload_doc();
}

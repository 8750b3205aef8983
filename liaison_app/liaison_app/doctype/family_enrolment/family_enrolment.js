frappe.ui.form.on("Family Enrolment", {
	setup(frm) {
		frm.set_query("liaison", () => liaison_app.liaisons_of(frm.doc.school));
	},

	refresh(frm) {
		liaison_app.open_status_without_workflow(frm);
		if (frm.doc.family && !frm.is_new() && frappe.model.can_create("Liaison Contact")) {
			frm.add_custom_button(__("Log Contact"), () =>
				liaison_app.open_contact_dialog({ family: frm.doc.family })
			);
		}
		if (!frm.is_new() && frm.doc.role === "Lead" && frappe.model.can_create("Family Enrolment")) {
			offer_what_comes_next(frm);
		}
	},
});

/** Under a name of its own: *Actions* is what the host calls the workflow's. */
function offer_what_comes_next(frm) {
	const open = (name) => frappe.set_route("Form", "Family Enrolment", name);
	const add = (label, action) => frm.add_custom_button(label, action, __("Schools"));
	if (frm.doc.status === "Enrolled") {
		add(__("Transfer"), () => liaison_app.open_transfer_dialog(frm.doc, open));
	}
	if (frm.doc.__onload?.may_return) {
		add(__("Return to the Programme"), () => nominate(frm, "nominate_return", __("Nominate Again"), open));
	} else if (!["Exited", "Declined"].includes(frm.doc.status)) {
		add(__("Add a Sibling's School"), () => nominate_support(frm, open));
	}
}

async function nominate_support(frm, open) {
	const schools = await liaison_app.send("liaison_app.families.further.schools_of_siblings", {
		enrolment: frm.doc.name,
	});
	if (schools?.length) {
		const field = { fieldtype: "Select", options: schools, default: schools[0] };
		nominate(frm, "nominate_support", __("Add a Sibling's School"), open, field);
	} else if (schools) {
		frappe.msgprint(__("No child of the family is at a school without an open enrolment of it."));
	}
}

function nominate(frm, method, title, open, school = { fieldtype: "Link", options: "Liaison School" }) {
	const dialog = liaison_app.typed_dialog({
		title,
		fields: [
			{ fieldname: "school", label: __("School"), reqd: 1, default: frm.doc.school, ...school },
			{
				fieldname: "liaison", fieldtype: "Link", options: "Family Liaison", label: __("Liaison"), only_select: 1,
				get_query: () => liaison_app.liaisons_of(dialog.get_value("school")),
			},
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
		],
		action_label: __("Nominate"),
		async save(values) {
			const name = await liaison_app.send(`liaison_app.families.further.${method}`, {
				enrolment: frm.doc.name,
				...values,
			});
			name && open(name);
			return name;
		},
	}); // prettier-ignore
}

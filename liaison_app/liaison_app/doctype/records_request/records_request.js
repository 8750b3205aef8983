frappe.ui.form.on("Records Request", {
	setup(frm) {
		liaison_app.write_while_new(frm);
		frm.set_query("requester", () => liaison_app.adults_of(frm.doc.student));
		frm.set_query("reference_doctype", "withheld", () => ({
			filters: { name: ["in", ["Liaison Contact", "Home Visit", "Liaison Meeting", "Student Assessment"]] },
		}));
	},

	refresh(frm) {
		frm.set_intro("");
		if (frm.is_new() || frm.doc.status !== "Open") {
			return;
		}
		const warning = frm.doc.__onload?.warning;
		warning && frm.set_intro(warning, "red");
		if (frm.perm[0].write) {
			frm.add_custom_button(__("Look at the File"), () => post(frm, "preview"));
			frm.add_custom_button(__("Hand Over"), () => hand_over(frm), __("Actions"));
			frm.add_custom_button(__("Refuse"), () => close(frm, "Refused"), __("Actions"));
			frm.add_custom_button(__("Withdrawn"), () => close(frm, "Withdrawn"), __("Actions"));
		}
	},

	student: (frm) => frm.set_value("requester", null),
});

function post(frm, action) {
	window.open_url_post(`/api/method/liaison_app.privacy.requests.${action}`, { request: frm.doc.name }, true);
}

function hand_over(frm) {
	frappe.confirm(
		__("Have you read the file, and seen who {0} is? It is written into the disclosure log.", [
			frappe.utils.escape_html(frm.doc.requester_name || frm.doc.student_name),
		]),
		async () => {
			const method = "liaison_app.privacy.requests.hand_over";
			const answer = await liaison_app.send(method, { request: frm.doc.name });
			answer?.given && post(frm, "download");
			answer && frm.reload_doc();
		}
	);
}

function close(frm, status) {
	liaison_app.typed_dialog({
		title: __(status),
		fields: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Why"), reqd: 1 }],
		async save(values) {
			const method = "liaison_app.privacy.requests.close";
			const closed = await liaison_app.send(method, { request: frm.doc.name, status, ...values });
			closed && frm.reload_doc();
			return closed;
		},
	});
}

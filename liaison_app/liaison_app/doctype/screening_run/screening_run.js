frappe.ui.form.on("Screening Run", {
	setup(frm) {
		frm.set_query("schools", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		if (frm.doc.status !== "Draft") {
			frm.disable_form();
		}
		if (frm.doc.status === "Finished") {
			frm.add_custom_button(__("Results"), () => open_results(frm, {}));
			frm.add_custom_button(__("New Since the Last Run"), () => open_results(frm, { change: "New" }));
			frm.add_custom_button(__("No Longer Candidates"), () => open_results(frm, { change: "No Longer" }));
			return;
		}
		const is_draft = frm.doc.status === "Draft";
		frm.add_custom_button(is_draft ? __("Screen") : __("Start Again"), () => start(frm)).addClass(
			is_draft ? "btn-primary" : ""
		);
		if (frm.doc.status === "Running") {
			frm.dashboard.set_headline(
				__("Screening in the background. Start again only if it was interrupted.")
			);
		}
	},
});

async function start(frm) {
	await frappe.xcall("liaison_app.screening.run.start", { run: frm.doc.name });
	frm.reload_doc();
}

function open_results(frm, filters) {
	frappe.set_route("List", "Screening Result", { run: frm.doc.name, ...filters });
}

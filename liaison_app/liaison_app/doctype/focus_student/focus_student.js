frappe.ui.form.on("Focus Student", {
	setup(frm) {
		frm.set_query("school", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (!frm.is_new() && frm.doc.guardianships?.length) {
			frm.add_custom_button(__("Disclosure Record"), () => print_disclosures(frm), __("Actions"));
			frm.add_custom_button(__("Take a Right Away"), () => take_right_away(frm), __("Actions"));
		}
	},
});

const RIGHTS = ["may_be_contacted", "may_receive_records", "may_pick_up"];

/** Who asked for and who was given the record, printed for one who may know; that is logged too. */
function print_disclosures(frm) {
	const adults = frm.doc.guardianships.map((row) => ({ value: row.family_member, label: row.member_name }));
	const self = { value: "", label: __("The student in person") };
	frappe.prompt(
		{
			fieldname: "received_by", fieldtype: "Select", label: __("Received by"), reqd: frm.doc.stands_for_self ? 0 : 1,
			options: frm.doc.stands_for_self ? [self] : adults,
		},
		async ({ received_by }) => {
			const method = "liaison_app.privacy.disclosure_record.give";
			const answer = await liaison_app.send(method, { student: frm.doc.name, received_by: received_by || "" });
			answer?.given && download(answer);
			answer && !answer.given && frappe.msgprint({ message: frappe.utils.escape_html(answer.sentence), indicator: "red" });
		},
		__("Disclosure Record"),
		__("Give")
	); // prettier-ignore
}

function take_right_away(frm) {
	liaison_app.typed_dialog({
		title: __("Take a Right Away"),
		fields: [
			{
				fieldname: "family_member", fieldtype: "Select", label: __("Adult"), reqd: 1,
				options: frm.doc.guardianships.map((row) => ({ value: row.family_member, label: row.member_name })),
			},
			{
				fieldname: "right", fieldtype: "Select", label: __("Right"), reqd: 1,
				options: RIGHTS.map((value) => ({
					value, label: __(frappe.meta.get_label("Guardianship", value)),
				})),
				description: __("At once. Only a coordinator with a document gives it back."),
			},
		],
		action_label: __("Take Away"),
		async save(values) {
			const method = "liaison_app.families.guardianships.tighten";
			const taken = await liaison_app.send(method, { student: frm.doc.name, ...values });
			taken && frm.reload_doc();
			return taken;
		},
	}); // prettier-ignore
}

function download({ filename, content }) {
	const link = document.createElement("a");
	Object.assign(link, { href: `data:application/pdf;base64,${content}`, download: filename });
	link.click();
}

frappe.ui.form.on("Focus Student", {
	setup(frm) {
		frm.set_query("school", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (!frm.is_new() && frm.doc.guardianships?.length) {
			frm.add_custom_button(__("Take a Right Away"), () => take_right_away(frm), __("Actions"));
		}
	},
});

const RIGHTS = ["may_be_contacted", "may_receive_records", "may_pick_up"];

function take_right_away(frm) {
	const dialog = new frappe.ui.Dialog({
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
		primary_action_label: __("Take Away"),
		async primary_action(values) {
			await frappe.xcall("liaison_app.families.guardianships.tighten", { student: frm.doc.name, ...values });
			dialog.hide();
			frm.reload_doc();
		},
	}); // prettier-ignore
	dialog.show();
}

/** A status is set by its workflow; only where the administrator switched the workflow off, by hand. */
export function open_status_without_workflow(frm) {
	const has_workflow = Boolean(frappe.workflow.get_state_fieldname(frm.doctype));
	frm.set_df_property("status", "read_only", has_workflow ? 1 : 0);
}

/** The fields that an administrator added to a DocType and wants filled at once, as the host's quick entry has them. */
export function custom_fields(doctype) {
	const wanted = ({ is_custom_field, reqd, allow_in_quick_entry, read_only, hidden, permlevel }) =>
		is_custom_field && (reqd || allow_in_quick_entry) && !read_only && !hidden && !permlevel;
	return frappe.get_meta(doctype).fields.filter(wanted).map((field) => ({ ...field }));
}

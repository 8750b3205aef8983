/** A figure as a link to the list of the records behind it, such as those of one student. */
export function records_link(doctype, route_options, shown) {
	const route = frappe.utils.generate_route({ type: "DocType", name: doctype, doc_view: "List", route_options });
	return `<a href="${route}">${shown}</a>`;
}

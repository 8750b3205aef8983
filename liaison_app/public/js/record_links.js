/** A figure as a link to the list of the records behind it, such as those of one student. */
export function records_link(doctype, route_options, shown) {
	// The host's list reads a comparison, such as ["<", day], from its JSON alone.
	const words = (value) => (Array.isArray(value) ? JSON.stringify(value) : value);
	const options = Object.entries(route_options).map(([field, value]) => [field, words(value)]);
	route_options = Object.fromEntries(options);
	const route = frappe.utils.generate_route({ type: "DocType", name: doctype, doc_view: "List", route_options });
	return `<a href="${route}">${shown}</a>`;
}

/** A row's value as the host shows it; what is not known stays empty, where the host would write 0. */
export function known_value(value, row, column, data, default_formatter) {
	return value === null || value === undefined ? "" : default_formatter(value, row, column, data);
}

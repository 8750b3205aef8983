import { moment_text } from "./moments";

/**
 * List settings that name each row by more than its title field. The host's formatters cannot: some of its
 * versions lose the row's link and checkbox over one for the title.
 *
 * fieldname: the title field. title_of: makes the title from a row, which has all of `add_fields`.
 */
export function row_titles(fieldname, title_of) {
	let listview;
	return {
		onload(opened) {
			listview = opened;
		},
		before_render() {
			listview?.data.forEach((row) => {
				row[fieldname] = title_of(row);
			});
		},
	};
}

/** A row's title with its moment or day where the list shows no other column: on a phone. */
export function with_moment(title, moment) {
	if (!moment || !frappe.is_mobile()) return title;
	return `${title}, ${moment.includes(" ") ? moment_text(moment) : frappe.datetime.str_to_user(moment)}`;
}

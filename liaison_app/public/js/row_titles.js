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

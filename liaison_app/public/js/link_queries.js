/** The query of a link field: the adults who have to do with a child. */
export function adults_of(student) {
	return { query: "liaison_app.families.search.find_adults_of_child", filters: { student: student || "" } };
}

/** The query of a link field: the liaisons of a school, or all while none is chosen. */
export function liaisons_of(school) {
	return { query: "liaison_app.families.search.find_liaisons", filters: { school: school || "" } };
}

import { get_card } from "./safety";
import { name_link } from "./link_names";

/**
 * Says below each link to a person of the form's family who that is: a link shows a number, and no one knows it.
 *
 * fieldnames: of links to Family Member or Focus Student.
 */
export async function show_person_names(frm, fieldnames) {
	const { family } = frm.doc;
	const is_named = fieldnames.some((fieldname) => frm.doc[fieldname]);
	const card = family && is_named ? await get_card(family) : { adults: [], students: [] };
	if (family === frm.doc.family) {
		const people = [...card.adults, ...card.students];
		fieldnames.forEach((fieldname) => show_name(frm, fieldname, people));
	}
}

function show_name(frm, fieldname, people) {
	const person = people.find(({ name }) => name === frm.doc[fieldname]);
	name_link(frm, fieldname, person?.full_name);
}

import { Choices } from "./choices";
import { lasting_dialog, send, without_second_tap } from "./send";
import { escape } from "./text";

const METHODS = "liaison_app.partnership.next_year";

/** A button that leads to next year's plan, or drafts it. */
export function offer_next_plan(frm) {
	const { next_plan, may_draft_next } = frm.doc.__onload || {};
	if (next_plan) {
		frm.add_custom_button(__("Next Year's Plan"), () => open_plan(next_plan));
	} else if (may_draft_next) {
		frm.add_custom_button(__("Draft Next Year's Plan"), () => open_draft_dialog(frm));
	}
}

function open_plan(name) {
	frappe.set_route("Form", "Partnership Plan", name);
}

/** Shows what the draft will be made of; which activities go along can be changed. */
async function open_draft_dialog(frm) {
	const plan = frm.doc.name;
	const found = await send(`${METHODS}.preview`, { plan });
	if (!found || found.drafted) {
		found && open_plan(found.drafted);
		return;
	}
	const dialog = lasting_dialog({
		title: __("Plan for {0}", [escape(found.school_year)]),
		fields: [{ fieldname: "preview", fieldtype: "HTML" }],
		primary_action_label: __("Draft"),
		async primary_action() {
			const args = { plan, activities: choices.value };
			const name = await without_second_tap(dialog, () => send(`${METHODS}.draft`, args));
			if (name) {
				dialog.hide();
				frappe.model.clear_doc(frm.doctype, plan);
				open_plan(name);
			}
		},
	});
	dialog.$wrapper.attr("data-liaison", "next-plan-dialog");
	const parent = dialog.fields_dict.preview.$wrapper.html(goes_along_html(found));
	const label = __("Activities That Go Along (proposed: rated {0} or more)", [found.strong_rating]);
	const choices = new Choices({ parent, name: "activities", label, multiple: true });
	choices.set_options(found.activities.map((row) => ({ value: row.name, label: row.activity, note: facts_of(row) })));
	choices.set_value(found.activities.filter((row) => row.proposed).map((row) => row.name));
	dialog.show();
}

function goes_along_html({ goals, lessons }) {
	const lines = lessons.split("\n").filter(Boolean);
	return `<p>${__("Goals that go along:")}</p><ul>${goals.map(item_html).join("")}</ul>
		<p>${lines.length ? __("Lessons:") : __("No lessons were written down.")}</p><ul>${lines.map(item_html).join("")}</ul>`;
}

function item_html(words) {
	return `<li>${escape(words)}</li>`;
}

function facts_of({ rating, starts_on, steps, involvement_type }) {
	return [
		rating ? __("rating {0}", [rating]) : __("not rated"),
		frappe.datetime.str_to_user(starts_on),
		__(involvement_type),
		steps ? __("to prepare: {0}", [steps]) : "",
	].filter(Boolean).join(" · ");
}

import { Choices } from "./choices";
import { send, typed_dialog } from "./send";
import { escape } from "./text";

/** Five buttons abreast, for an activity, a goal or a type. parent, name: as of Choices. rating: chosen so far. */
export function rating_choices(parent, name, label, rating) {
	const choices = new Choices({ parent, name, label });
	choices.set_options(["1", "2", "3", "4", "5"].map((value) => ({ value, label: value })));
	choices.set_value(rating);
	return choices;
}

/**
 * Asks how an activity went, as soon as it is over and by thumb: rating, result, what to change. It is done by that.
 *
 * activity: name, activity and what it says already. done(): called once it is kept.
 */
export function open_evaluation({ name, activity, rating, result, what_to_change }, done) {
	const dialog = typed_dialog({
		title: escape(activity),
		fields: [
			{ fieldtype: "HTML", fieldname: "rating" },
			{ fieldtype: "Small Text", fieldname: "result", label: __("What Came of It"), reqd: 1, default: result },
			{
				fieldtype: "Small Text", fieldname: "what_to_change", label: __("What to Change"), default: what_to_change,
				description: __("Next time. Goes into next year's plan."),
			},
		],
		async save(values) {
			if (!choices.value) {
				frappe.show_alert({ message: __("Rating is missing: choose one from 1 to 5."), indicator: "orange" });
				return choices.focus();
			}
			const fieldname = { status: "Done", rating: choices.value, result: values.result, what_to_change: values.what_to_change };
			const kept = await send("frappe.client.set_value", { doctype: "Partnership Activity", name, fieldname });
			kept && done();
			return kept;
		},
	}); // prettier-ignore
	dialog.$wrapper.attr("data-liaison", "evaluation-dialog");
	const parent = dialog.fields_dict.rating.$wrapper;
	const label = __("Rating: 1 not occurring, 5 extensively");
	const choices = rating_choices(parent, "rating", label, rating);
}

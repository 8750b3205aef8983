import { allow_primary_action, send } from "./send";

/**
 * Gives what a dialog's fields call when they change: it asks the server what the dialog would do.
 *
 * dialog(): whose button waits for the answer. question(): the arguments, asked once all are filled in. show(found): shows
 * the answer to the last question; an answer that comes later than the next question is not shown.
 */
export function previewing({ dialog, method, question, show }) {
	let asked;
	return async function () {
		const args = question();
		const words = JSON.stringify(args);
		if (words === asked || !Object.values(args).every(Boolean) || is_typed_into(dialog(), this)) {
			return;
		}
		asked = words;
		allow_primary_action(dialog(), false);
		const found = await send(method, args);
		if (words !== asked) {
			return;
		}
		if (found) {
			show(found);
			allow_primary_action(dialog(), true);
		} else {
			// What was refused, or found no answer, may be asked again.
			asked = null;
		}
	};
}

/** A link field changes once more when it is left, while half a name stands in the next. */
function is_typed_into(dialog, changed) {
	const [typed] = dialog.$wrapper.find("[data-fieldtype=Link] input:focus");
	return !!typed && typed !== changed.$input?.[0];
}

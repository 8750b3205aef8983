import { allow_primary_action, send } from "./send";

/**
 * Gives what a dialog's fields call when they change: it asks the server what the dialog would do.
 *
 * dialog(): whose button waits for the answer. question(): the arguments, asked once all are filled in. forget(): takes
 * away what is shown of the question before. show(found): shows the answer to the last question; an answer that comes
 * later than the next question is not shown. What was refused is asked again once a field was emptied or changed: the
 * sentence takes the focus from the field, which then says that it changed, and the host would take a sentence away for
 * the same one that comes after it.
 */
export function previewing({ dialog, method, question, forget, show }) {
	let asked;
	return async function () {
		const args = question();
		const words = JSON.stringify(args);
		if (words === asked || is_typed_into(dialog(), this)) {
			return;
		}
		asked = words;
		allow_primary_action(dialog(), false);
		forget();
		if (!Object.values(args).every(Boolean)) {
			return;
		}
		const found = await send(method, args);
		if (found && words === asked) {
			show(found);
			allow_primary_action(dialog(), true);
		}
	};
}

/** A link field changes once more when it is left, while half a name stands in the next. */
function is_typed_into(dialog, changed) {
	const [typed] = dialog.$wrapper.find("[data-fieldtype=Link] input:focus");
	return !!typed && typed !== changed.$input?.[0];
}

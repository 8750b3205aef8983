import { allow_primary_action } from "./send";

/**
 * What a dialog's fields call when they change, around what `previewing` gives: what was said of another question goes
 * before the answer to the next one comes.
 *
 * question(): as `previewing` has it. forget(): takes what is shown away.
 */
export function asked_anew({ dialog, question, forget }, preview) {
	let last;
	return function () {
		const words = JSON.stringify(question());
		if (last !== undefined && words !== last) {
			allow_primary_action(dialog(), false);
			forget();
		}
		last = words;
		return preview.call(this);
	};
}

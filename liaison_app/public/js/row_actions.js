import { escape } from "./text";

/**
 * Lets the buttons of a report's rows act, in its table and in its cards.
 *
 * mark: of the report's buttons (see `row_button`). actions: by the name that a button carries, each with the row and what
 * refreshes the report.
 */
export function listen_to_rows(report, mark, actions) {
	report.page.main.off(`click.${mark}`).on(`click.${mark}`, `[data-${mark}]`, (event) => {
		event.preventDefault();
		const { [mark]: action, row } = event.currentTarget.dataset;
		actions[action](report.data[row], () => report.refresh());
	});
}

/** A button of a row. about: what it is told apart by; index: the row's place in the report's data. */
export function row_button({ mark, action, label, about, index }) {
	return `<button class="btn btn-xs btn-default" data-${mark}="${action}" data-row="${index}"
		aria-label="${escape(about ? `${label}: ${about}` : label)}">${label}</button>`;
}

/** Shows the rows as cards too; the stylesheet shows them in place of the table on a narrow screen. */
export function show_cards(report, card_html) {
	put_cards(report, "liaison-cards", report.data.map(card_html));
}

/** Puts cards, as HTML, below a report's table, in place of those that stood there. */
export function put_cards(report, classes, cards) {
	report.$report.find(".liaison-cards").remove();
	report.$report.append(`<div class="${classes}">${cards.join("")}</div>`);
}

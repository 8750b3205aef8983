import { day, escape } from "./text";

/** Lets the figures of Activity by Involvement Type open the documents behind them. */
export function listen_to_activity(report) {
	report.page.main.off("click.activity").on("click.activity", "[data-activity]", (event) => {
		event.preventDefault();
		show_documents(report, report.data[event.currentTarget.dataset.activity]);
	});
}

/** A figure as a link; `index` is its row's place in the report's data. */
export function activity_link(shown, index) {
	return `<a href="#" data-activity="${index}">${shown}</a>`;
}

async function show_documents(report, { period, period_label, involvement_type }) {
	const documents = await frappe.xcall("liaison_app.activity.documents.get_documents", {
		filters: report.get_filter_values(),
		period,
		involvement_type,
	});
	const nothing = __("There are no documents here that you may open: the figures are all that you see.");
	frappe.msgprint({
		title: `${__(involvement_type)}, ${escape(period_label)}`,
		message: documents.map(document_html).join("") || nothing,
	});
}

function document_html({ voucher_type, voucher, posting_date, staff_minutes }) {
	return `<div data-liaison="document">${day(posting_date)}
		<a href="${frappe.utils.get_form_link(voucher_type, voucher)}">${__(voucher_type)} ${escape(voucher)}</a>
		<span class="text-muted">${__("{0} minutes", [staff_minutes])}</span></div>`;
}

import { escape } from "./text";

/** A weekly report's lines as six readable blocks, each with its bar, figures and the liaison's words. */
export function render_week(frm) {
	const $parent = frm.get_field("chart").$wrapper;
	const lines = frm.doc.lines || [];
	const most = Math.max(1, ...lines.map((line) => line.staff_minutes || 0));
	$parent.html(`<div class="liaison-week" data-liaison="week">
		${lines.map((line) => line_html(frm, line, most)).join("")}
	</div>`);
	$parent.off("change.liaison").on("change.liaison", "textarea", ({ currentTarget }) => {
		frappe.model.set_value("Weekly Report Line", currentTarget.dataset.line, "narrative", currentTarget.value);
	});
}

function line_html(frm, line, most) {
	const share = Math.round((100 * (line.staff_minutes || 0)) / most);
	return `<div class="liaison-week-line ${line.units ? "" : "liaison-quiet"}" data-type="${escape(line.involvement_type)}">
		<div class="liaison-week-head"><strong>${escape(__(line.involvement_type))}</strong>
			<span data-figure="units">${line.units || 0}</span></div>
		<div class="liaison-bar" role="presentation"><div style="width: ${share}%"></div></div>
		<div class="text-muted">${figures(line)}</div>
		${words(frm, line)}
	</div>`;
}

function figures(line) {
	const hours = format_number((line.staff_minutes || 0) / 60, null, 1);
	const parts = [
		__("Outgoing: {0}, reached {1}", [line.outgoing || 0, line.reached || 0]),
		__("Incoming: {0}", [line.incoming || 0]),
		__("Families: {0}", [line.families || 0]),
		__("Children: {0}", [line.students || 0]),
		__("Hours: {0}", [hours]),
	];
	return line.units || line.staff_minutes ? parts.join(" · ") : __("nothing logged");
}

function words(frm, line) {
	if (frm.get_field("highlights").disp_status !== "Write") {
		return line.narrative ? `<p>${escape(line.narrative)}</p>` : "";
	}
	return `<textarea class="form-control" rows="1" data-line="${escape(line.name)}"
		aria-label="${escape(__("In your words: {0}", [__(line.involvement_type)]))}"
		placeholder="${__("In your words, without names")}">${escape(line.narrative)}</textarea>`;
}

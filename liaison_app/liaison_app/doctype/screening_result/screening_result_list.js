frappe.listview_settings["Screening Result"] = {
	add_fields: ["decision", "change", "is_candidate"],
	filters: [["is_latest", "!=", 0]],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.decision) {
			const colours = { Nominated: "blue", Waitlisted: "yellow", Enrolled: "green", Declined: "gray" };
			return [__(doc.decision), colours[doc.decision], `decision,=,${doc.decision}`];
		}
		if (doc.change === "New" || doc.change === "No Longer") {
			const is_new = doc.change === "New";
			return [is_new ? __("New Candidate") : __("No Longer"), is_new ? "orange" : "gray", `change,=,${doc.change}`];
		}
		return doc.is_candidate
			? [__("Candidate"), "purple", "is_candidate,=,1"]
			: [__("No Candidate"), "gray", "is_candidate,!=,1"];
	}, // prettier-ignore
};

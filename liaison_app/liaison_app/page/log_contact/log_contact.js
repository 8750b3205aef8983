frappe.pages["log-contact"].on_page_load = (wrapper) => {
	wrapper.family_picker = new liaison_app.FamilyPicker(wrapper);
};

frappe.pages["log-contact"].on_page_show = (wrapper) => wrapper.family_picker.show();

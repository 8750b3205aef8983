"""A contact that is opened again is as it was saved."""

import pytest

pytestmark = pytest.mark.browser


def test_an_opened_contact_shows_its_time_and_is_not_unsaved(open_desk, world):
	desk = open_desk(world.here.liaison, phone=False)
	desk.go("Form", "Liaison Contact", world.here.contact)
	desk.page.wait_for_function("name => window.cur_frm?.doc?.name === name", arg=world.here.contact)
	field = desk.see(".form-page [data-fieldname=contacted_at] input")
	assert "ss" not in field.input_value()
	assert desk.page.evaluate("cur_frm.is_dirty()") is False
	assert desk.errors == []

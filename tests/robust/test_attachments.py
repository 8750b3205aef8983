"""Files that somebody attaches: a page or a picture with a script in it is saved to disk by a browser, never shown."""

import urllib.error

import frappe
import pytest

from tests.web import Client, resource

SCRIPTS = {
	"page.html": "<script>window.pwned = 1</script>",
	"page.htm": "<script>window.pwned = 1</script>",
	"picture.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='window.pwned = 1'/>",
	"data.xml": "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>window.pwned = 1</x:script>",
}


@pytest.fixture(scope="module")
def mine(server: str, world) -> Client:
	return Client(server, world.here.liaison)


def attach(client: Client, contact: str, name: str, content: str, **values):
	hung = {"attached_to_doctype": "Liaison Contact", "attached_to_name": contact}
	named = f"{frappe.generate_hash(length=8)}-{name}"
	return client.send("POST", resource("File"), file_name=named, content=content, **hung, **values)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_file_with_a_script_is_handed_out_as_a_download(mine, world, name):
	answer = attach(mine, world.here.contact, name, SCRIPTS[name], is_private=1)
	assert answer.status == 200
	url = answer.data["file_url"]
	assert url.startswith("/private/files/")
	with mine.opener.open(mine.address + url) as response:
		assert response.headers["Content-Disposition"].startswith("attachment")
	# The server of public files asks nobody and says nothing of downloads.
	with pytest.raises(urllib.error.HTTPError):
		mine.opener.open(mine.address + url.replace("/private", ""))


def test_a_file_of_a_family_is_never_public(mine, world):
	answer = attach(mine, world.here.contact, "picture.svg", SCRIPTS["picture.svg"], is_private=0)
	assert (answer.status, "tick Is Private" in answer.sentence) == (417, True)

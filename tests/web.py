"""A real web server of the site, and clients that log in to it."""

import http.cookiejar
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSWORD = "Tulip-Harbour-42"
ROOT = Path(__file__).parent.parent
WEB = ROOT / "host" / "inside" / "web.py"
START_SECONDS = 60


@contextmanager
def serve(site: str, dial: Path | None = None) -> Iterator[str]:
	"""Serve the site until the end; stopped by its own process id. dial: the file of a `clock.Dial` to go by."""
	port = free_port()
	environment = {**os.environ, "CI": "1", "PYTHONPATH": str(ROOT)}
	program = ["-m", "tests.dialled_web", str(dial)] if dial else [str(WEB)]
	command = [sys.executable, *program, site, str(port)]
	with open(os.devnull, "w") as nowhere:
		process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=environment)
	address = f"http://127.0.0.1:{port}"
	try:
		_await(address, process)
		yield address
	finally:
		process.terminate()
		process.wait(timeout=20)


def free_port() -> int:
	"""A loopback port that nobody listens on."""
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


def _await(address: str, process: subprocess.Popen) -> None:
	for _try in range(START_SECONDS * 10):
		if process.poll() is not None:
			raise RuntimeError(f"The web server ended with exit code {process.returncode}.")
		try:
			urllib.request.urlopen(f"{address}/api/method/ping", timeout=2).close()
			return
		except OSError:
			time.sleep(0.1)
	raise RuntimeError("The web server did not answer.")


@dataclass
class Answer:
	"""An answer over HTTP."""

	status: int
	body: bytes

	@property
	def text(self) -> str:
		"""The body as text."""
		return self.body.decode(errors="replace")

	@property
	def data(self) -> Any:
		"""What a REST call returned."""
		body = json.loads(self.text)
		return body.get("data", body.get("message"))

	@property
	def sentence(self) -> str:
		"""The message that the user would see."""
		body = json.loads(self.text)
		messages = [json.loads(message) for message in json.loads(body.get("_server_messages") or "[]")]
		return " ".join(message["message"] for message in messages)


class Client:
	"""A logged-in user, as a browser or a script would be; a guest does not log in."""

	def __init__(self, address: str, user: str, password: str = PASSWORD) -> None:
		self.address = address
		self.user = user
		cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
		self.opener = urllib.request.build_opener(cookies)
		answer = Answer(200, b"")
		if user != "Guest":
			answer = self.post("/api/method/login", usr=user, pwd=password)
		if answer.status != 200:
			raise RuntimeError(f"{user} could not log in: {answer.text[:300]}")

	def get(self, path: str, **params: Any) -> Answer:
		"""A GET; parameters that are no text go as JSON."""
		return self._open("GET", f"{path}?{urllib.parse.urlencode(_texts(params))}")

	def download(self, path: str, **params: Any) -> bytes:
		"""A file."""
		url = f"{self.address}{path}?{urllib.parse.urlencode(_texts(params))}"
		with self.opener.open(url, timeout=120) as response:
			return response.read()

	def post(self, path: str, **values: Any) -> Answer:
		"""A POST of form values."""
		return self._open("POST", path, urllib.parse.urlencode(_texts(values)).encode())

	def put(self, path: str, **values: Any) -> Answer:
		"""A REST update."""
		return self.send("PUT", path, **values)

	def send(self, verb: str, path: str, **values: Any) -> Answer:
		"""A request with a JSON body, in which a value may be a list or a dict."""
		return self._open(verb, path, json.dumps(values).encode(), "application/json")

	def delete(self, path: str) -> Answer:
		"""A REST delete."""
		return self._open("DELETE", path)

	def call(self, method: str, **params: Any) -> Answer:
		"""Call a whitelisted method."""
		return self.post(f"/api/method/{method}", **params)

	def names(self, doctype: str, **params: Any) -> set[str]:
		"""The names that the user's list shows; empty also where the list is refused."""
		answer = self.get(resource(doctype), limit_page_length=0, **params)
		return {row["name"] for row in answer.data} if answer.status == 200 else set()

	def _open(self, verb: str, path: str, body: bytes | None = None, kind: str | None = None) -> Answer:
		request = urllib.request.Request(self.address + path, data=body, method=verb)
		request.add_header("Accept", "application/json")
		if kind:
			request.add_header("Content-Type", kind)
		try:
			with self.opener.open(request, timeout=60) as response:
				return Answer(response.status, response.read())
		except urllib.error.HTTPError as error:
			return Answer(error.code, error.read())


def resource(doctype: str, name: str | None = None) -> str:
	"""The REST path of a DocType or document."""
	parts = [doctype, name] if name else [doctype]
	return "/api/resource/" + "/".join(urllib.parse.quote(part, safe="") for part in parts)


def _texts(values: dict[str, Any]) -> dict[str, str]:
	return {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}

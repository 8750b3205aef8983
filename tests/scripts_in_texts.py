"""What somebody types who wants a script to run in the browsers of others."""

#: Out of a text, out of a double and a single quotation mark, out of a script, and as JSON, which the host leaves alone.
PAYLOADS = {
	"tag": "<img src=x onerror=window.pwned=1>",
	"attribute": '" onmouseover="window.pwned=1" onfocus="window.pwned=1" autofocus x="',
	"break-out": """'"></script><img src=x onerror=window.pwned=1>""",
	"link": '<a href="javascript:window.pwned=1">open</a>',
	"picture": "<svg onload=window.pwned=1><animate onbegin=window.pwned=1></svg>",
	"json": '"<img src=x onerror=window.pwned=1>"',
}

"""Who the client is behind the routers of platforms, and that nobody can choose it."""

import re
from pathlib import Path

import pytest

from apigen.question import FRAMEWORKS, Value

from ..generated.projects import write_new_project
from ..generated.workshop import Workshop

CLIENT, FORGED = "198.51.100.7", "203.0.113.9"
# What each platform writes behind what the client sent itself, and where the request comes from.
ROUTES = {
    "heroku": ("Procfile", [CLIENT], "10.1.45.23"),
    # Cloudflare's address is in the header, too.
    "render": ("render.yaml", [CLIENT, "104.22.17.40"], "10.21.157.68"),
    # Once the app's own addresses are in fly.toml, as it says there.
    "fly": ("fly.toml", [CLIENT, "66.241.124.2"], "172.16.3.186"),
}
SCRIPTS = {
    "fastapi": """
import asyncio
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

async def app(scope, receive, send):
    print(scope["client"][0])

headers = [(b"x-forwarded-for", b"{chain}")]
scope = {{"type": "http", "client": ("{peer}", 1), "headers": headers}}
asyncio.run(ProxyHeadersMiddleware(app, "{trusted}")(scope, None, None))
""",
    "flask": """
from shop.middleware import Forwarded

def app(environ, start_response):
    print(environ["REMOTE_ADDR"])

environ = {{"REMOTE_ADDR": "{peer}", "HTTP_X_FORWARDED_FOR": "{chain}"}}
Forwarded(app, "{trusted}")(environ, None)
""",
}


def _read_trusted(project: Path, name: str) -> str:
    """Give the value of FORWARDED_ALLOW_IPS in a file."""
    text = (project / name).read_text(encoding="utf-8")
    text = re.sub(r"\\\n\s*", "", text)
    [value] = re.findall(r'FORWARDED_ALLOW_IPS(?:=| = "|\n\s+value: ")([^"\s]+)', text)
    return str(value)


@pytest.mark.parametrize("target", ROUTES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_client_is_who_the_platform_saw(
    framework: str, target: str, tmp_path: Path, workshops: dict[str, Workshop]
) -> None:
    answers: dict[str, Value] = {"framework": framework, "database": "none", "deploy": (target,)}
    project = write_new_project(tmp_path / "shop", answers)
    workshops[framework].install(project)
    name, written, router = ROUTES[target]
    trusted = _read_trusted(project, name)
    if target == "fly":
        trusted += f",{written[-1]}"

    def find_client(chain: list[str], peer: str) -> str:
        script = SCRIPTS[framework].format(chain=", ".join(chain), peer=peer, trusted=trusted)
        return workshops[framework].run(project, "python", "-c", script).strip()

    assert find_client([FORGED, *written], router) == CLIENT
    # Whoever gets past the router is himself.
    assert find_client([FORGED], CLIENT) == CLIENT

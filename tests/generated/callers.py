"""How somebody gets to be known to a running project, by each kind of authentication."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from apigen.question import NONE

from .workshop import Workshop, call

Headers = Mapping[str, str]


@contextmanager
def sign_in(kind: object, workshop: Workshop, project: Path) -> Iterator[list[Headers]]:
    """Make two users of the project, whose tables are there; gives what each sends with a request.

    What the project has to speak with for that runs until the block is left.
    """
    with _COMPANIONS.get(str(kind), _start_nothing)(workshop, project):
        yield [_KINDS[str(kind)](workshop, project, name) for name in ("alice", "bob")]


def _start_nothing(workshop: Workshop, project: Path) -> AbstractContextManager[None]:
    del workshop, project
    return nullcontext()


def _need_nothing(workshop: Workshop, project: Path, name: str) -> Headers:
    del workshop, project, name
    return {}


def _make_key(workshop: Workshop, project: Path, name: str) -> Headers:
    printed = workshop.run(project, "python", "-m", "shop.keys", "create", name)
    return {"X-API-Key": printed.split()[-1]}


def _log_in(workshop: Workshop, project: Path, name: str) -> Headers:
    settings = project / ".env"
    text = settings.read_text(encoding="utf-8")
    # The cookie is called what the OpenAPI document calls it.
    settings.write_text(text.replace("SECURE_COOKIES=false", "SECURE_COOKIES=true"), "utf-8")
    printed = workshop.run(project, "python", "-c", _REGISTER_AND_LOG_IN, name)
    cookie, token = printed.splitlines()[-1].split()
    return {"Cookie": cookie, "X-CSRF-Token": token}


_REGISTER_AND_LOG_IN = """
import sys
from shop.main import app

def log_in(client):
    who = {"email": f"{sys.argv[1]}@example.com", "password": "long enough to be one"}
    client.post("/auth/register", json=who)
    answer = client.post("/auth/login", json=who)
    token = answer.get_json() if hasattr(answer, "get_json") else answer.json()
    print(answer.headers["Set-Cookie"].split(";")[0], token["csrf_token"])

if hasattr(app, "test_client"):
    log_in(app.test_client())
else:
    from fastapi.testclient import TestClient
    with TestClient(app) as client:
        log_in(client)
"""


@contextmanager
def _run_provider(workshop: Workshop, project: Path) -> Iterator[None]:
    script = "from fake_provider import FakeProvider; FakeProvider({port}).serve_forever()"
    with workshop.serve(project / "tests", ["python", "-c", script]) as url:
        settings = project / ".env"
        text = settings.read_text(encoding="utf-8")
        text = re.sub("(?m)^OIDC_ISSUER=.*$", f"OIDC_ISSUER={url}", text)
        settings.write_text(text, encoding="utf-8")
        yield


def _ask_provider(workshop: Workshop, project: Path, name: str) -> Headers:
    del workshop
    [url] = re.findall("(?m)^OIDC_ISSUER=(.*)$", (project / ".env").read_text(encoding="utf-8"))
    token = call("GET", f"{url}/access-tokens/{name}").body.decode()
    return {"Authorization": f"Bearer {token}"}


def _get_token(workshop: Workshop, project: Path, name: str) -> Headers:
    printed = workshop.run(project, "python", "-c", _REGISTER_AND_GET_TOKEN, name)
    return {"Authorization": f"Bearer {printed.split()[-1]}"}


_REGISTER_AND_GET_TOKEN = """
import sys
from shop.main import app

def get_token(client):
    email, password = f"{sys.argv[1]}@example.com", "long enough to be one"
    client.post("/auth/register", json={"email": email, "password": password})
    answer = client.post("/auth/token", data={"username": email, "password": password})
    tokens = answer.get_json() if hasattr(answer, "get_json") else answer.json()
    print(tokens["access_token"])

if hasattr(app, "test_client"):
    get_token(app.test_client())
else:
    from fastapi.testclient import TestClient
    with TestClient(app) as client:
        get_token(client)
"""

_COMPANIONS: Mapping[str, Callable[[Workshop, Path], AbstractContextManager[None]]] = {
    "oidc": _run_provider,
}
_KINDS: Mapping[str, Callable[[Workshop, Path, str], Headers]] = {
    NONE: _need_nothing,
    "api-key": _make_key,
    "jwt": _get_token,
    "oidc": _ask_provider,
    "session": _log_in,
}

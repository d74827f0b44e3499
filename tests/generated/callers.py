"""How somebody gets to be known to a running project, by each kind of authentication."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
        yield _KINDS[str(kind)](workshop, project, ("alice", "bob"))


def _start_nothing(workshop: Workshop, project: Path) -> AbstractContextManager[None]:
    del workshop, project
    return nullcontext()


def _need_nothing(workshop: Workshop, project: Path, names: Sequence[str]) -> list[Headers]:
    del workshop, project
    return [{} for _ in names]


def _make_keys(workshop: Workshop, project: Path, names: Sequence[str]) -> list[Headers]:
    make = ("python", "-m", "shop.keys", "create")
    return [{"X-API-Key": workshop.run(project, *make, name).split()[-1]} for name in names]


def _log_in(workshop: Workshop, project: Path, names: Sequence[str]) -> list[Headers]:
    settings = project / ".env"
    text = settings.read_text(encoding="utf-8")
    # The cookie is called what the OpenAPI document calls it.
    settings.write_text(text.replace("SECURE_COOKIES=false", "SECURE_COOKIES=true"), "utf-8")
    printed = workshop.run(project, "python", "-c", _REGISTER_AND_LOG_IN, *names)
    pairs = (line.split() for line in printed.splitlines()[-len(names) :])
    return [{"Cookie": cookie, "X-CSRF-Token": token} for cookie, token in pairs]


_REGISTER_AND_LOG_IN = """
import sys
from shop.main import app

def log_in(client, name):
    who = {"email": f"{name}@example.com", "password": "long enough to be one"}
    client.post("/auth/register", json=who)
    answer = client.post("/auth/login", json=who)
    token = answer.get_json() if hasattr(answer, "get_json") else answer.json()
    return answer.headers["Set-Cookie"].split(";")[0] + " " + token["csrf_token"]

if hasattr(app, "test_client"):
    found = [log_in(app.test_client(), name) for name in sys.argv[1:]]
else:
    from fastapi.testclient import TestClient
    found = []
    with TestClient(app) as client:
        for name in sys.argv[1:]:
            found.append(log_in(client, name))
            client.cookies.clear()
for line in found:
    print(line)
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


def _ask_provider(workshop: Workshop, project: Path, names: Sequence[str]) -> list[Headers]:
    del workshop
    [url] = re.findall("(?m)^OIDC_ISSUER=(.*)$", (project / ".env").read_text(encoding="utf-8"))
    tokens = (call("GET", f"{url}/access-tokens/{name}").body.decode() for name in names)
    return [{"Authorization": f"Bearer {token}"} for token in tokens]


def _get_tokens(workshop: Workshop, project: Path, names: Sequence[str]) -> list[Headers]:
    printed = workshop.run(project, "python", "-c", _REGISTER_AND_GET_TOKEN, *names)
    tokens = (line.split()[-1] for line in printed.splitlines()[-len(names) :])
    return [{"Authorization": f"Bearer {token}"} for token in tokens]


_REGISTER_AND_GET_TOKEN = """
import sys
from shop.main import app

def get_token(client, name):
    email, password = f"{name}@example.com", "long enough to be one"
    client.post("/auth/register", json={"email": email, "password": password})
    answer = client.post("/auth/token", data={"username": email, "password": password})
    tokens = answer.get_json() if hasattr(answer, "get_json") else answer.json()
    return tokens["access_token"]

if hasattr(app, "test_client"):
    found = [get_token(app.test_client(), name) for name in sys.argv[1:]]
else:
    from fastapi.testclient import TestClient
    with TestClient(app) as client:
        found = [get_token(client, name) for name in sys.argv[1:]]
for line in found:
    print(line)
"""

_COMPANIONS: Mapping[str, Callable[[Workshop, Path], AbstractContextManager[None]]] = {
    "oidc": _run_provider,
}
_KINDS: Mapping[str, Callable[[Workshop, Path, Sequence[str]], list[Headers]]] = {
    NONE: _need_nothing,
    "api-key": _make_keys,
    "jwt": _get_tokens,
    "oidc": _ask_provider,
    "session": _log_in,
}

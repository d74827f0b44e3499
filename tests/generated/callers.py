"""How somebody gets to be known to a running project, by each kind of authentication."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from apigen.question import NONE

from .workshop import Workshop, call

Headers = Mapping[str, str]


@contextmanager
def sign_in(kind: object, workshop: Workshop, project: Path) -> Iterator[Headers]:
    """Make a user of the project, whose tables are there; gives what is sent with each request.

    What the project has to speak with for that runs until the block is left.
    """
    with _COMPANIONS.get(str(kind), _start_nothing)(workshop, project):
        yield _KINDS[str(kind)](workshop, project)


def _start_nothing(workshop: Workshop, project: Path) -> AbstractContextManager[None]:
    del workshop, project
    return nullcontext()


def _need_nothing(workshop: Workshop, project: Path) -> Headers:
    del workshop, project
    return {}


def _make_key(workshop: Workshop, project: Path) -> Headers:
    printed = workshop.run(project, "python", "-m", "shop.keys", "create", "alice")
    return {"X-API-Key": printed.split()[-1]}


def _log_in(workshop: Workshop, project: Path) -> Headers:
    settings = project / ".env"
    text = settings.read_text(encoding="utf-8")
    # The cookie is called what the OpenAPI document calls it.
    settings.write_text(text.replace("SECURE_COOKIES=false", "SECURE_COOKIES=true"), "utf-8")
    printed = workshop.run(project, "python", "-c", _REGISTER_AND_LOG_IN)
    cookie, token = printed.splitlines()[-1].split()
    return {"Cookie": cookie, "X-CSRF-Token": token}


_REGISTER_AND_LOG_IN = """
from shop.main import app

def log_in(client):
    who = {"email": "alice@example.com", "password": "long enough to be one"}
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


def _ask_provider(workshop: Workshop, project: Path) -> Headers:
    del workshop
    [url] = re.findall("(?m)^OIDC_ISSUER=(.*)$", (project / ".env").read_text(encoding="utf-8"))
    token = call("GET", f"{url}/access-tokens/alice").body.decode()
    return {"Authorization": f"Bearer {token}"}


_COMPANIONS: Mapping[str, Callable[[Workshop, Path], AbstractContextManager[None]]] = {
    "oidc": _run_provider,
}
_KINDS: Mapping[str, Callable[[Workshop, Path], Headers]] = {
    NONE: _need_nothing,
    "api-key": _make_key,
    "oidc": _ask_provider,
    "session": _log_in,
}

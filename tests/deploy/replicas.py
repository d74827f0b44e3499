"""Two replicas behind one proxy are one application: who is logged in, and what is limited."""

from collections.abc import Mapping
from urllib.parse import urlencode

from ..generated.workshop import Answer, call

ALICE = {"email": "alice@example.com", "password": "long enough to be one"}
WRONG = ALICE | {"password": "wrong, but long enough"}
ATTEMPTS = 5
TURNS = 4


def check_replicas(kind: str, url: str) -> None:
    """Log in, call, err and be refused, by turns at each of the replicas."""
    log_in, change = KINDS[kind]
    assert call("POST", f"{url}/auth/register", ALICE, comes_from("203.0.113.1")).status == 201
    answer = log_in(url, ALICE, "203.0.113.1")
    assert answer.status == 200, answer
    check_login(url, change(answer))
    seen = [log_in(url, WRONG, "203.0.113.2").status for _ in range(ATTEMPTS)]
    assert seen == [401] * ATTEMPTS
    for chain in ("203.0.113.2", "198.51.100.1, 203.0.113.2"):
        both = [log_in(url, ALICE, chain) for _ in range(2)]
        assert [each.status for each in both] == [429, 429], chain
        assert len({each.headers["x-replica"] for each in both}) == 2
    assert log_in(url, ALICE, "203.0.113.3").status == 200


def check_login(url: str, headers: Mapping[str, str]) -> None:
    """Whoever logged in at one of them is known by both, and sees the same."""
    items = [call("POST", f"{url}/items", {"name": f"Bolt {n}"}, headers) for n in range(TURNS)]
    lists = [call("GET", f"{url}/items", headers=headers) for _ in range(TURNS)]
    assert {each.status for each in items} == {201}
    assert {each.status for each in lists} == {200}
    assert {each.body["total"] for each in lists} == {TURNS}
    assert len({each.headers["x-replica"] for each in items}) == 2
    assert len({each.headers["x-replica"] for each in lists}) == 2


def comes_from(address: str) -> dict[str, str]:
    """Give the headers of a proxy in front of the proxy."""
    return {"X-Forwarded-For": address}


def log_in_for_session(url: str, user: Mapping[str, str], address: str) -> Answer:
    """Log in as browsers do."""
    return call("POST", f"{url}/auth/login", user, comes_from(address))


def use_session(answer: Answer) -> dict[str, str]:
    """Give what a browser sends from then on, and a script of the page for it."""
    cookie = answer.headers["set-cookie"].partition(";")[0]
    return {"Cookie": cookie, "X-CSRF-Token": answer.body["csrf_token"]}


def log_in_for_token(url: str, user: Mapping[str, str], address: str) -> Answer:
    """Get a token for a password."""
    form = urlencode({"username": user["email"], "password": user["password"]}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", **comes_from(address)}
    return call("POST", f"{url}/auth/token", form, headers)


def use_token(answer: Answer) -> dict[str, str]:
    """Give what a program sends from then on."""
    return {"Authorization": f"Bearer {answer.body['access_token']}"}


KINDS = {
    "session": (log_in_for_session, use_session),
    "jwt": (log_in_for_token, use_token),
}

"""A route that says who its client is."""

from pathlib import Path

_ROUTES = {
    "fastapi": """

@router.get("/client")
def read_client(request: Request) -> str:
    assert request.client
    return request.client.host
""",
    "flask": """

@router.get("/client")
def read_client() -> tuple[str, dict[str, str]]:
    return f'"{request.remote_addr}"', {"Content-Type": "application/json"}
""",
}


def add_client_route(project: Path) -> None:
    """Give a project the route /client."""
    [path] = project.glob("src/*/routes/health.py")
    text = path.read_text(encoding="utf-8")
    framework = "fastapi" if "fastapi" in text else "flask"
    first, rest = text.split("\n\n", 1)
    path.write_text(
        f"{first}\n\nfrom {framework} import {'Request' if framework == 'fastapi' else 'request'}\n{rest}{_ROUTES[framework]}",
        encoding="utf-8",
    )

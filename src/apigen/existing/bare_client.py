"""Finds how tests of a project that apigen did not make can import its application."""

import ast

from ..errors import Refused, show
from ..reading.apps import FoundApp, find_apps
from ..reading.modules import Modules
from ..scaffold.bare import Client
from .project import Project


def find_client(project: Project) -> Client:
    """Give the client for tests. Raises Refused when no application can be imported."""
    apps = [app for app in find_apps(project.files) if app.framework == project.framework]
    apps.sort(key=lambda app: app.file != project.seam)
    for app in apps:
        if found := _find_expression(project, app):
            entry, expression = found
            if project.framework == "fastapi":
                return Client((entry,), f"TestClient({expression})")
            return Client((entry,), f"{expression}.test_client()")
    where = f" in {show(apps[0].file)}" if apps else ""
    raise Refused(
        f"The application{where} cannot be imported by tests: it is in no variable of a module, "
        "and what makes it needs arguments.",
        hint="Keep it in one, as in app = create_app(...), or give the arguments defaults.",
    )


def _find_expression(project: Project, app: FoundApp) -> tuple[str, str] | None:
    modules = Modules(project.files)
    if not app.function:
        name = app.variable
        return (f"{modules.module_name(app.file)}:{name}", name) if name.isidentifier() else None
    tree = project.files.parse(app.file)
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef) and node.name == app.function:
            needed = len(node.args.posonlyargs + node.args.args) - len(node.args.defaults)
            if needed <= 0 and None not in node.args.kw_defaults:
                entry = f"{modules.module_name(app.file)}:{app.function}"
                return entry, f"{app.function}()"
    return _find_made(project, modules, app.function)


def _find_made(project: Project, modules: Modules, function: str) -> tuple[str, str] | None:
    """Find a variable of a module that holds what the function gives."""
    for path in project.files.modules:
        if function.encode() not in (project.files.read(path) or b""):
            continue
        tree = project.files.parse(path)
        for node in tree.body if tree else ():
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=called))
                ) if called == function:
                    return f"{modules.module_name(path)}:{name}", name
    return None

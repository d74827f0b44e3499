"""The files of a route land in such an order that the application starts after each of them."""

from pathlib import Path

import pytest

from apigen.catalog import Catalog
from apigen.existing.addition import plan_addition
from apigen.existing.project import load_project

from .additions import PAYMENTS, add, want
from .projects import write_new_project
from .workshop import Workshop


@pytest.mark.parametrize(("framework", "database"), [("fastapi", "sqlite"), ("flask", "none")])
def test_application_starts_after_each_file_that_lands(
    framework: str,
    database: str,
    tmp_path: Path,
    real_catalog: Catalog,
    workshops: dict[str, Workshop],
) -> None:
    project = write_new_project(tmp_path, {"framework": framework, "database": database})
    for name in ("orders", "members"):
        add(real_catalog, project, want(name, "name:str"))
    workshop = workshops[framework]
    workshop.install(project)
    plan = plan_addition(real_catalog, load_project(project), PAYMENTS.read()).plan
    assert len(plan.written) > 7
    for entry in plan.written:
        path = project / entry.file.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(entry.file.data)
        workshop.run(project, "python", "-c", "import shop.main")
    workshop.run(project, "pytest", "-q", "-p", "no:cacheprovider", "tests/routes")

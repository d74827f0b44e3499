"""What can be said of a project that was made from a Copier template."""

import re
from collections.abc import Iterator

from ..copying.answers_file import list_answers_files
from .finding import Finding
from .places import Places
from .subject import Subject

_LINE = re.compile(r"(?m)^(_src_path|_commit):[ \t]*(?:['\"]?)([^'\"\n]+?)['\"]?[ \t]*$")

_CREDENTIALS = re.compile(r"//[^/\s@]*@")


def is_copied(places: Places) -> bool:
    """Whether Copier has left its answers in the project."""
    return any(places.read(name) is not None for name in list_answers_files(places.root))


def check_template(subject: Subject) -> Iterator[Finding]:
    """Tell which template a project is of, and that its files are not compared with that."""
    if subject.stored is not None:
        return
    for name in list_answers_files(subject.root):
        data = subject.places.read(name)
        if data is None:
            continue
        said = dict(_LINE.findall(_CREDENTIALS.sub("//", data.decode(errors="replace"))))
        version = f" at {said['_commit']}" if "_commit" in said else ""
        message = (
            f"Copier made the project from {said.get('_src_path', 'a template')}{version}. Its files "
            "were not compared with that template, which may have to be fetched."
        )
        yield Finding("template", message, name, action="apigen update --dry-run")

"""Writes copier.yml for the built-in template: the project's name, what follows from it, and what it may not be."""

import keyword
import sys
import textwrap
from collections.abc import Collection, Sequence

from ..names import ACRONYMS, LONGEST, OWN_FOLDERS, normalize, package_name, refuse

_ENVIRONMENTS = ("conftest", "dist", "env", "node_modules")
_TEXT = """\
# What this template asks and how Copier treats it: https://copier.readthedocs.io/en/stable/configuring/
_subdirectory: template
_min_copier_version: "9.17.2"
# Holds secrets that are made once, with the project.
_skip_if_exists: [{private}]
{message}
# Packages of such a name would hide what the project imports, or a folder of its own.
taken_names:
  type: yaml
  when: false
  default: [
{taken}
  ]

project_name:
  type: str
  help: What is the project called?
  validator: >-
    {{% set package = project_name | regex_replace('[-_.]+', '_') | lower %}}
    {{% if project_name | length > {longest}
    or not project_name | regex_search('^[A-Za-z]([A-Za-z0-9._-]*[A-Za-z0-9])?$') %}}
    A name has at most {longest} ASCII letters, digits, '-', '_' and '.'; it begins with a letter and ends
    with a letter or digit.
    {{% elif package in taken_names or package.startswith('test_') %}}
    Python, the project itself or what it depends on has that name already.
    {{% endif %}}

# What follows from the name.
package_name:
  type: str
  when: false
  default: "{{{{ project_name | regex_replace('[-_.]+', '_') | lower }}}}"
project_slug:
  type: str
  when: false
  default: "{{{{ package_name | replace('_', '-') }}}}"
project_title:
  type: str
  when: false
  default: >-
    {{% for word in (project_name | regex_replace('[-_.]+', ' ')).split() -%}}
    {{{{ word | upper if word | lower in {acronyms} else word[:1] | upper ~ word[1:] }}}}
    {{%- if not loop.last %}} {{% endif %}}
    {{%- endfor %}}
"""


def write_questionnaire(
    reserved: Collection[str], private: Sequence[str], commands: Sequence[str]
) -> str:
    """Give the text. `commands` are templates of what to run in a new project, shown at its end."""
    listed = "".join(f"\n    {line}" for line in commands)
    message = (
        f"_message_after_copy: |\n    Next, in the project's folder:\n{listed}\n" if listed else ""
    )
    names = ", ".join(f'"{name}"' for name in list_taken(reserved))
    return _TEXT.format(
        private=", ".join(private),
        message=message,
        taken=textwrap.indent(textwrap.fill(names, 110, break_on_hyphens=False), "    "),
        longest=LONGEST,
        acronyms=f"[{', '.join(repr(word) for word in sorted(ACRONYMS))}]",
    )


def list_taken(reserved: Collection[str]) -> tuple[str, ...]:
    """Give the package names that a project cannot have, by the rule that `new` goes by."""
    taken = frozenset(map(normalize, reserved))
    candidates = {
        *keyword.kwlist,
        *keyword.softkwlist,
        *sys.stdlib_module_names,
        "test",
        *reserved,
        *OWN_FOLDERS,
        *_ENVIRONMENTS,
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
    names = {package_name(name) for name in candidates if not name.startswith("_")}
    return tuple(
        sorted(name for name in names if refuse(name, taken) or refuse(normalize(name), taken))
    )

"""Writes the README of an exported template: how a team makes it its own."""

_TEXT = """\
# A template of our own

A [Copier](https://copier.readthedocs.io/) template for APIs. It began as what this command makes:

```sh
{command}
```

## Make a project

```sh
apigen new my-api --template .        # or from where it is hosted: gh:OWNER/NAME
copier copy . my-api
```

Both ask for the project's name; everything else follows from it. Then go into the folder and run what is said at the
end.

## Make it yours

- `template/` holds the project's files. Each ends in `.jinja` and is rendered by Jinja, and so are the names of files
  and folders: `{{{{ project_name }}}}`, `{{{{ package_name }}}}`, `{{{{ project_slug }}}}` and `{{{{ project_title }}}}` are there.
- Braces that are not Jinja's, as in GitHub's workflows, stand between `{{% raw %}}` and `{{% endraw %}}`, or are written
  `{{{{ '{{' }}}}`.
- `copier.yml` holds the questions. A question that you add is asked for, and its answer is known to every file:
  `{{% if team == 'web' %}}`.
- `template/.env.jinja`, if it is there, makes new secrets for each project, and is never written again.
- Try it: make a project, run its checks, and look at its differences from one that was made before.

## Versions

Tags are versions. This is `{tag}`. For each further one commit, tag and push:

```sh
git commit --all --message "What is new" && git tag v1.1.0 && git push --tags
```

A project that was made from a tag is brought to the newest one by `apigen update`, or `copier update`, in its folder;
its own edits stay, and conflicts are marked. That needs a URL that everybody can reach, so host the template before
projects are made from it.

What only projects of apigen's own template have: `apigen add`, `apigen remove` and `apigen switch`, which would
not know your changes. `apigen add-route` and `apigen routes` work here too.
"""


def write_readme(command: str, tag: str) -> str:
    """Give the text; `command` is the `apigen new` that makes the same project, `tag` the first version."""
    return _TEXT.format(command=command, tag=tag)

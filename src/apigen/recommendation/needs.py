"""What an API needs, as questions: each record gives a flag, a JSON key, a prompt and its choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..question import NONE, Choice, Question, Value

_YES_NO = (Choice(value=True, title="Yes"), Choice(value=False, title="No"))


@dataclass(frozen=True)
class Needs:
    """The needs that were answered, in the order of NEEDS; the others count for nothing."""

    values: tuple[tuple[str, Value], ...] = ()

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        return iter(self.values)

    def get(self, key: str) -> Value | None:
        """Give one answer, or None where there is none."""
        return dict(self.values).get(key)

    def change(self, changes: Mapping[str, Value | None]) -> "Needs":
        """Give the same needs with some answered otherwise; None takes an answer back."""
        return make_needs({**dict(self.values), **changes})


def make_needs(answers: Mapping[str, Value | None]) -> Needs:
    """Put answers that were read by the questions into order."""
    found = ((question.key, answers.get(question.key)) for question in NEEDS)
    return Needs(tuple((key, value) for key, value in found if value is not None))


def _yes_no(key: str, prompt: str, help_text: str) -> Question:
    return Question(key, "yes-no", prompt, help_text, default=False, choices=_YES_NO)


def _one(key: str, prompt: str, help_text: str, **choices: str) -> Question:
    offered = tuple(
        Choice(value.replace("_", "-"), value.replace("_", "-"), text)
        for value, text in choices.items()
    )
    return Question(key, "one", prompt, help_text, default=NONE, choices=offered)


NEEDS = (
    _yes_no("templates", "Will it serve HTML pages of its own?", "HTML pages made from templates."),
    _yes_no("async", "Will it wait on many things at once?", "Concurrent waiting, async code."),
    _yes_no("docs", "Should its documentation come out of the code?", "Generated API docs."),
    _one(
        "auth",
        "How do callers prove who they are?",
        "How callers prove who they are.",
        none="everybody may call everything",
        api_key="a key in a header, for programs",
        jwt="signed tokens, by OAuth2",
        session="a login with a cookie, for browsers",
        oidc="a login at an outside provider",
    ),
    _one(
        "purpose",
        "What is it there for?",
        "What it is there for.",
        api="to be an API, for whoever calls it",
        website="a site with pages, and perhaps an API beside",
        microservice="one service among others",
        mobile_backend="the fast backend of a phone app or a web system",
        data="to process data behind an API",
        serverless="functions that a cloud starts",
    ),
    _one(
        "traffic",
        "How much traffic do you expect?",
        "The traffic to expect.",
        low="some requests a second at most",
        moderate="dozens a second",
        heavy="hundreds a second and more, or bursts of them",
    ),
    _one(
        "size",
        "How large will it be?",
        "How large it will be.",
        small="a simple application",
        medium="a dozen resources or so",
        large="a full-blown product",
    ),
    _one(
        "direction",
        "Is it clear where it is going?",
        "Whether it is clear where it is going.",
        settled="yes, it is",
        unsure="no, it may turn into something else",
    ),
    _one(
        "existing",
        "What does the product or the team run already?",
        "What the product or the team runs already.",
        none="neither of the two",
        flask="a Flask application",
        fastapi="a FastAPI application",
    ),
    _one(
        "experience",
        "What does the team know?",
        "What the team knows.",
        beginner="new to web work in Python",
        flask="Flask",
        fastapi="FastAPI",
        both="both",
    ),
    _yes_no("realtime", "WebSockets or other long-lived connections?", "WebSockets, HTTP/2."),
    _yes_no("validation", "Does incoming data have to be checked by type?", "Typed validation."),
    _yes_no("forms", "Will it take HTML forms?", "HTML forms."),
    _yes_no("uploads", "Will it take uploaded files?", "Uploaded files."),
    _yes_no("security", "Does web security have to be built in?", "Built-in web security matters."),
    _one(
        "resources",
        "How much memory and CPU will it have?",
        "Memory and CPU that it will have.",
        ample="enough",
        tight="as little as possible",
    ),
    _yes_no("extensions", "Will it grow by extensions?", "Growing by third-party extensions."),
    _yes_no("di", "Do you want dependency injection?", "Dependency injection."),
    _one(
        "platform",
        "Where will it run?",
        "Where it will run.",
        vm="a machine of its own",
        paas="a platform such as Heroku",
        containers="containers",
        kubernetes="Kubernetes",
        serverless="functions that a cloud starts",
    ),
)

# The four of the design come first; the rest are offered.
FIRST = NEEDS[:4]
REST = NEEDS[4:]

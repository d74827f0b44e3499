"""Every question that `apigen new` asks: one record each gives its flag, prompt and help."""

from .question import NONE, Choice, Question

QUESTIONS = (
    Question(
        key="templates",
        kind="yes-no",
        prompt="Will it also serve HTML pages?",
        help="HTML pages rendered on the server, beside the API.",
        default=False,
    ),
    Question(
        key="async",
        kind="yes-no",
        prompt="Will it wait on many other services at once?",
        help="async def handlers, and async database access where there is a database.",
        default=True,
    ),
    Question(
        key="docs",
        kind="yes-no",
        prompt="Should it publish interactive API documentation?",
        help="An OpenAPI document with Swagger UI and ReDoc.",
        default=True,
        default_if_minimal=False,
    ),
    Question(
        key="auth",
        kind="one",
        prompt="How do callers prove who they are?",
        help="How callers prove who they are.",
        default=NONE,
        default_if_minimal=NONE,
    ),
    Question(
        key="framework",
        kind="one",
        prompt="Which framework?",
        help="The framework; auto takes the one that the other answers speak for.",
        default="auto",
        choices=(
            Choice("auto", "Recommend one", "the one that your answers speak for"),
            Choice("fastapi", "FastAPI", "typed, async, documented by its own types"),
            Choice("flask", "Flask", "small, synchronous at heart, extended with APIFlask"),
        ),
    ),
    Question(
        key="database",
        kind="one",
        prompt="Where does it keep its data?",
        help="Where the data is kept.",
        default=NONE,
        default_if_minimal=NONE,
    ),
    Question(
        key="deploy",
        kind="many",
        prompt="How will it be deployed?",
        help="What to deploy it with; repeat it or separate with commas.",
        default=(),
        default_if_minimal=(),
    ),
    Question(
        key="ci",
        kind="one",
        prompt="Where do its checks run?",
        help="The service that runs the checks on every push.",
        default=NONE,
        default_if_minimal=NONE,
    ),
    Question(
        key="with",
        kind="many",
        prompt="Anything more?",
        help="Further features; repeat it or separate with commas.",
        default=(),
        default_if_minimal=(),
    ),
    Question(
        key="minimal",
        kind="yes-no",
        prompt="Only the smallest project?",
        help="The smallest honest project: one route, health, settings, tests.",
        default=False,
        is_asked=False,
        choices=(Choice(value=False, title="no"), Choice(value=True, title="yes")),
    ),
)

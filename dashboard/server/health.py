"""``/healthz``: for the administrator's monitoring, JSON; 503 where no plan can be shown.

``files`` is a sentence where files and connections run out, "" otherwise.
"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from .file_handles import running_out


def health_route(base_path: str, look: Callable[[], tuple[bool, dict]]) -> Route:
    """The route under ``base_path`` ("" for none); ``look`` says whether a plan can be shown, and what to tell."""

    def answer(request: Request) -> JSONResponse:
        well, facts = look()
        return JSONResponse(
            facts | {"files": running_out()}, status_code=200 if well else 503, headers={"cache-control": "no-store"}
        )

    return Route("/".join(("", *filter(None, base_path.strip("/").split("/")), "healthz")), answer)

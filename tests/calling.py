"""Programs that call the interface, as tests need them."""

import json
from collections.abc import Sequence
from typing import Any

from django.test import Client

from inventory.actions.tokens import issue_token
from inventory.models import Person

EVERYTHING = ("devices:read", "devices:write", "esg:read")


class Caller:
    """A program with a token of a person."""

    def __init__(self, person: Person, scopes: Sequence[str] = EVERYTHING) -> None:
        self.token, self.text = issue_token(name="a program", scopes=scopes, by=person)
        self.client = Client(headers={"authorization": f"Bearer {self.text}"})

    def get(self, path: str, *, status: int = 200, etag: str = "", accept: str = "*/*") -> Any:
        """The answer to a GET under /api/v1/; fails when it has another status."""
        headers = {"accept": accept} | ({"if-none-match": etag} if etag else {})
        answer = self.client.get(address(path), headers=headers)
        assert answer.status_code == status, (answer.status_code, said(answer))
        return answer

    def read(self, path: str) -> Any:
        """The JSON of a GET."""
        return self.get(path).json()

    def post(self, path: str, body: Any = None, *, status: int = 200, key: str = "") -> Any:
        """The answer to a POST of JSON, with an Idempotency-Key if there is one; fails when it has another status."""
        headers = {"idempotency-key": key} if key else {}
        answer = self.client.post(address(path), json.dumps(body or {}), "application/json", headers=headers)
        assert answer.status_code == status, (answer.status_code, said(answer))
        return answer


def address(path: str) -> str:
    return path if path.startswith(("http", "/")) else f"/api/v1/{path}"


def said(answer: Any) -> str:
    """The whole answer, streamed or not, as text."""
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def pointers(problem: Any) -> set[str]:
    """What the errors of a problem point at."""
    return {error["pointer"] for error in problem["errors"]}

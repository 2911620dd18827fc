"""Conversations beside the chat: found, renamed, deleted and put back, shared to be read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from assistant.conversation import digest_of
from web.ask_view import side_view, turn_views
from web.owner import owner_of
from web.parts import conversations_of, own_conversations
from web.problems import Problem
from web.render import page, shell
from web.views_chat import ConversationsView, PartView, SharedView

router = APIRouter(include_in_schema=False)
MOST = 100
Text = Annotated[str, Form(max_length=8000)]


@router.get("/conversations")
def conversations(request: Request, find: str = "") -> Response:
    """This browser's conversations, and those that were just deleted."""
    deleted = conversations_of(request).bin.titles(digest_of(owner_of(request)))
    side = side_view(request, find=find, most=MOST, back=request.url.path)
    return page(
        request, "conversations.html", ConversationsView(shell(request, "Your conversations"), side, deleted)
    )


@router.get("/side")
def side(request: Request, find: str = "", at: str = "") -> Response:
    """The list beside the chat alone, for the script that searches as one types."""
    known = at and conversations_of(request).exists(at, owner_of(request))
    return page(request, "side.html", PartView(side=side_view(request, at if known else "", find=find)))


@router.post("/c/{conversation_id}/rename")
def rename(conversation_id: str, request: Request, title: Text = "", back: Text = "") -> Response:
    """Give a conversation another title; an empty one changes nothing."""
    store = own_conversations(request, conversation_id)
    if title.strip():
        store.rename(conversation_id, title)
    return _back(back, "renamed")


@router.post("/c/{conversation_id}/delete")
def delete(conversation_id: str, request: Request, back: Text = "") -> Response:
    """Delete a conversation; for an hour it can be put back."""
    own_conversations(request, conversation_id).bin.put(conversation_id)
    return _back("/" if back == f"/c/{conversation_id}" else back, f"deleted&undo={conversation_id}")


@router.post("/c/{conversation_id}/put-back")
def put_back(conversation_id: str, request: Request) -> Response:
    """Undo the deletion."""
    if not conversations_of(request).bin.put_back(conversation_id, digest_of(owner_of(request))):
        raise Problem(404, "This conversation cannot be put back: its hour is over.", kind="not-found")
    return RedirectResponse(f"/c/{conversation_id}?done=put-back", 303)


def _back(back: str, done: str) -> Response:
    """To the page that the form stood on, which is one of ours."""
    identifier = back.removeprefix("/c/")
    ours = back == "/" or (back.startswith("/c/") and identifier.replace("-", "").replace("_", "").isalnum())
    return RedirectResponse(f"{back if ours else '/conversations'}?done={done}", 303)


@router.post("/c/{conversation_id}/share")
def share(conversation_id: str, request: Request) -> Response:
    """Let whoever has the link read the conversation as it stands."""
    store = own_conversations(request, conversation_id)
    turns = len(store.turns(conversation_id))
    if turns:
        store.shares.make(conversation_id, turns)
    return RedirectResponse(f"/c/{conversation_id}?done=shared#share", 303)


@router.post("/c/{conversation_id}/unshare")
def unshare(conversation_id: str, request: Request) -> Response:
    """End the link."""
    own_conversations(request, conversation_id).shares.end(conversation_id)
    return RedirectResponse(f"/c/{conversation_id}?done=unshared#share", 303)


@router.get("/s/{token}")
def shared(token: str, request: Request) -> Response:
    """A conversation that somebody shared: to be read, and no more."""
    store = conversations_of(request)
    found = store.shares.opened(token)
    if found is None:
        raise Problem(404, "This link opens nothing. Whoever shared it may have ended it.", kind="not-found")
    turns = list(store.turns(found.conversation_id))[: found.turns]
    if any(store.is_withheld(turn) for turn in turns):
        raise Problem(
            403,
            "This conversation was answered from papers that you may not read. Ask whoever shared it.",
            kind="role",
        )
    title = store.title(found.conversation_id)
    view = SharedView(shell(request, title, private=True), title, turn_views(request, turns, read_only=True))
    response = page(request, "shared.html", view)
    response.headers["x-robots-tag"] = "noindex"
    return response

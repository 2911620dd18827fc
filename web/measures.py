"""What runs, counted for Prometheus: requests by route and status, answers by status and route."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.model import Answer

BUCKETS_S = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Measures:
    """The counters of one application, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "moothall_requests", "Requests served", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "moothall_request_seconds",
            "Seconds until a response was complete",
            ["route"],
            buckets=BUCKETS_S,
            registry=self.registry,
        )
        self.answers = Counter(
            "moothall_answers", "Answers given", ["status", "route"], registry=self.registry
        )
        self.documents = Gauge("moothall_documents", "Documents in the library", registry=self.registry)

    def text(self) -> bytes:
        """Everything in Prometheus text format."""
        return generate_latest(self.registry)


def measures_of(request: Request) -> Measures:
    """The counters of the application that serves this request."""
    measures: Measures = request.app.state.measures
    return measures


def count_answer(request: Request, answer: Answer) -> None:
    """Count one answer."""
    measures_of(request).answers.labels(answer.status.value, answer.route.value).inc()


class Measured:
    """Counts and times each request by its route's pattern, never by its address, which may be private."""

    def __init__(self, app: ASGIApp, *, measures: Measures) -> None:
        self._app = app
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), "500"

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_seen)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            self._measures.requests.labels(scope["method"], route, status).inc()
            self._measures.seconds.labels(route).observe(time.perf_counter() - started)

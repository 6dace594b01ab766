"""Health for machines: alive, ready to answer with a database of the right shape, and nothing waiting too long."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from binakon.core import queues


def live(_request: HttpRequest) -> JsonResponse:
    """200 while the process answers."""
    return JsonResponse({"status": "live"})


def ready(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and holds every migration; 503 with the reason otherwise."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "reason": "database"}, status=503)
    if missing:
        return JsonResponse({"status": "unavailable", "reason": "migrations"}, status=503)
    return JsonResponse({"status": "ready"})


def waiting(_request: HttpRequest) -> JsonResponse:
    """200 while the workers keep up; 503 with the queues whose oldest entry is too old: somebody should look."""
    late = [
        {"name": each.name, "minutes": each.minutes, "parked": each.parked}
        for each in queues.stuck()
    ]
    words = {"status": "late" if late else "clear", "queues": late}
    return JsonResponse(words, status=503 if late else 200)

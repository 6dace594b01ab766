"""Serving: one web server and one worker, started and stopped together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from threading import Event

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from binakon.core import jobs
from binakon.core.calendar import today
from binakon.demo.case_deeds import PARTNER
from binakon.demo.cast import CAST, is_demo
from binakon.planning.queries import working_year


def work(_options: argparse.Namespace) -> int:
    """Run the background jobs until told to stop."""
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _signal, _frame: stop.set())
    jobs.work(stop)
    return 0


def serve(options: argparse.Namespace) -> int:
    """Serve portal and desk; refuses when the port is taken or a demo would pose as production."""
    refusal = _refusal(options)
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    call_command("collectstatic", verbosity=0, interactive=False)
    _print_welcome(options)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "binakon.config.settings"}
    if is_demo() and settings.MODE == "local":
        # Invented people never stand on a page without the banner that says so.
        environment |= {"BINAKON_MODE": "demo"}
    connection.close()
    worker = subprocess.Popen([sys.executable, "-m", "binakon", "work"], env=environment)
    web = subprocess.Popen(_granian(options), env=environment)
    return _watch(web, worker)


def _refusal(options: argparse.Namespace) -> str:
    if settings.MODE == "production" and not settings.ALLOWED_HOSTS:
        return "BINAKON_HOSTS belum diisi. Tulis nama situsnya, misalnya BINAKON_HOSTS=binakon.contoh.go.id"
    try:
        if is_demo() and settings.MODE == "production":
            return (
                "Basis data peragaan tidak boleh disajikan sebagai produksi. Pakai basis data lain."
            )
    except DatabaseError:
        return "Basis data belum siap. Jalankan dulu: binakon migrate"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError:
            return f"Porta {options.port} sedang dipakai. Tutup program itu, atau pilih porta lain dengan --port."
    return ""


def _granian(options: argparse.Namespace) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        options.host,
        "--port",
        str(options.port),
        "--workers",
        str(options.workers),
        "--blocking-threads",
        "4",
        "--no-ws",
        "--log-level",
        "warning",
        "binakon.config.wsgi:application",
    ]


def _watch(web: subprocess.Popen[bytes], worker: subprocess.Popen[bytes]) -> int:
    """Wait for either to end and take the other down with it."""
    children = (web, worker)

    def stop(_signal: int, _frame: object) -> None:
        for child in children:
            child.terminate()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    ended, status = os.wait()
    for child in children:
        if child.pid == ended:
            child.returncode = os.waitstatus_to_exitcode(status)
        else:
            child.terminate()
            child.wait()
    return 0 if web.returncode in {0, -signal.SIGTERM, -signal.SIGINT} else 1


def _print_welcome(options: argparse.Namespace) -> None:
    address = f"http://{options.host}:{options.port}"
    year = working_year(settings.HOME_OFFICE, today()) or today().year
    lines = [f"Portal publik  {address}/", f"Meja kerja     {address}/meja/"]
    if is_demo():
        lines += ["", "Pemeran contoh (semua orang ini rekaan):"]
        lines += [
            f"  {person.email:<34} {person.password:<24} {person.title}"
            for person in (*CAST, PARTNER)
        ]
        lines += ["", "Lihat dulu:"]
        lines += [f"  {address}/capaian/{year}/   janji tahun {year}, setiap angka bisa dibuka"]
        lines += [
            f"  {address}/meja/siaran-pers/{year}/   siaran pers yang setiap angkanya bisa dibuka",
            f"  {address}/meja/pelatihan/   dari permintaan peserta sampai sertifikat; langkahnya di README",
            f"  {address}/verifikasi/   periksa sertifikat, tanpa masuk",
        ]
    lines += ["", "Hentikan dengan Ctrl-C."]
    print("\n".join(lines), flush=True)

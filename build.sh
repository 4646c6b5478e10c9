#!/usr/bin/env bash
# Short names for what dotnet does with this repository: nothing here is needed for 'dotnet build' and 'dotnet test'.
set -euo pipefail
cd "$(dirname "$0")"

readonly solution=MLNetDeep.slnx

help() {
  cat <<'TEXT'
usage: ./build.sh COMMAND

  setup   restore the packages
  demo    train a network on handwritten digits, compare it, save it, score it from another application
  test    build everything and run all tests; MLNETDEEP_FULL=1 runs the slow ones too
  lint    check that the sources are formatted
  bench   measure training and scoring speed; 'bench FOLDER' also reads the images in FOLDER (class/*.jpg)
  pack    make the NuGet packages in artifacts/packages; 'pack linux-x64 win-x64' names the platforms of the command line's
  clean   remove everything that was built here
TEXT
}

fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

wants_dotnet() {
  command -v dotnet >/dev/null 2>&1 || fail "dotnet is missing: install the .NET SDK 10 (https://dot.net)"
  dotnet --version >/dev/null 2>&1 || fail "dotnet does not start here: install the SDK that global.json asks for (https://dot.net); 'dotnet --version' says more"
}

setup() {
  wants_dotnet
  dotnet restore "${1:-$solution}" -v q --nologo || fail "packages could not be restored: check the network and the feed ('dotnet nuget list source'); the errors are above"
}

build() {
  setup "${1:-$solution}"
  dotnet build "${1:-$solution}" -c Release --no-restore -v q --nologo -clp:NoSummary || fail "${1:-$solution} does not build: the errors are above"
}

demo() {
  build samples/01-Quickstart
  build samples/02-DeployedApp
  dotnet artifacts/bin/Quickstart/release/Quickstart.dll artifacts/digits.zip "$@"
  printf '\nAn application without TorchSharp and MLNetDeep.dll beside it:\n'
  dotnet artifacts/bin/DeployedApp/release/DeployedApp.dll artifacts/digits.zip "$@"
}

# One test project after the other: two trainings at once would only take the processors from each other.
run_tests() {
  local results=$PWD/artifacts/test-results status=0
  rm -rf "$results"
  dotnet test "$solution" -c Release --no-build --nologo -m:1 --results-directory "$results" --logger "trx;LogFilePrefix=tests" \
    --logger "console;verbosity=minimal" || status=1
  count_tests "$results" || status=1
  return $status
}

count_tests() {
  cat "$1"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | awk '
    function value(name) { return match($0, name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) : 0 }
    { total += value(" total"); passed += value(" passed"); failed += value(" failed") + value(" error") + value(" timeout") + value(" aborted") }
    END { printf "%d passed, %d failed, %d skipped\n", passed, failed, total - passed - failed; exit failed > 0 || total == 0 }'
}

# The measurements that need nothing but this repository; those against Python are run by the run.sh beside them.
run_bench() {
  build
  dotnet run -c Release --no-build --project bench/scoring
  dotnet run -c Release --no-build --project bench/reader
  [ $# -eq 0 ] || dotnet run -c Release --no-build --project bench/loading -- "$@"
}

lint() {
  setup
  dotnet format "$solution" --no-restore --verify-no-changes || fail "the sources are not formatted: run 'dotnet format $solution'"
}

# The command line is packed with libtorch for each platform named: without any, for that of this machine.
pack() {
  local platforms=()
  [ $# -eq 0 ] || platforms=("-p:ToolPlatforms=\"$(IFS=';'; echo "$*")\"")
  wants_dotnet
  dotnet pack "$solution" -c Release -v q --nologo -o artifacts/packages "${platforms[@]}" || fail "packing failed: the errors are above"
  ls -sh artifacts/packages
}

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
  setup) setup ;;
  demo) demo "$@" ;;
  test) build; run_tests ;;
  lint) lint ;;
  bench) run_bench "$@" ;;
  pack) pack "$@" ;;
  clean) rm -rf artifacts ;;
  cli) build src/MLNetDeep.Cli ;;
  help | -h | --help) help ;;
  *) help >&2; fail "there is no command '$command'" ;;
esac

#!/usr/bin/env bash
# Sets up what is needed and builds, tests, shows or packs the project. Safe to repeat; fast the second time.
set -euo pipefail
cd "$(dirname "$0")"

help() {
  cat <<'TEXT'
usage: ./build.sh COMMAND

  setup   choose the stack, install native libraries, restore packages
  demo    train a network on handwritten digits, compare it, save it, score it from another application
  test    build everything and run all tests
  lint    check that the sources are formatted
  bench   measure training and scoring speed; 'bench FOLDER' also reads the images in FOLDER (class/*.jpg)
  pack    make the NuGet packages (package stack only)
  clean   remove everything that was built or downloaded here

Environment:
  MLNETDEEP_STACK=packages|compat   the real ML.NET and TorchSharp packages, or the stand-ins under compat/ (default: what the feed has)
  LIBTORCH=FOLDER                   a libtorch to compile the compat stack against, in place of Debian's
TEXT
}

readonly natives=artifacts/native
readonly onnx_version=1.23.2

say() { printf '%s\n' "$*" >&2; }
fail() { say "build.sh: $*"; exit 1; }
wants() { command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: $2"; }
property() { sed -n "s:.*<$1[^>]*>\([^<]*\)</$1>.*:\1:p" "$2" | head -n 1; }

# ---- the stack ----

write_stack() {
  printf '<Project><PropertyGroup><MLNetDeepStack>%s</MLNetDeepStack></PropertyGroup></Project>\n' "$1" > .stack.props
}

# Restores the two packages that decide into a folder of its own; true when the feed has them.
feed_has_packages() {
  local folder result=0
  folder=$(mktemp -d)
  cat > "$folder/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>
<PackageReference Include="Microsoft.ML" Version="$(property MicrosoftMLVersion Directory.Packages.props)" />
<PackageReference Include="TorchSharp" Version="$(property TorchSharpVersion Directory.Build.props)" />
</ItemGroup></Project>
XML
  (cd "$folder" && timeout 90 dotnet restore --nologo -v q >/dev/null 2>&1) || result=1
  rm -rf "$folder"
  return $result
}

choose_stack() {
  wants dotnet "install the .NET SDK $(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' global.json) or later (https://dot.net)"
  dotnet --version >/dev/null 2>&1 || fail "dotnet does not start here: install the SDK that global.json asks for (https://dot.net); 'dotnet --version' says more"
  case ${MLNETDEEP_STACK:-} in
    packages | compat)
      stack=$MLNETDEEP_STACK
      [ "$(remembered_stack)" = "$stack" ] || { write_stack "$stack"; say "stack: $stack (MLNETDEEP_STACK says so)"; } ;;
    "")
      stack=$(remembered_stack)
      [ -n "$stack" ] || pick_stack ;;
    *) fail "MLNETDEEP_STACK is '$MLNETDEEP_STACK': it must be packages or compat" ;;
  esac
}

remembered_stack() { [ ! -e .stack.props ] || property MLNetDeepStack .stack.props; }

pick_stack() {
  if feed_has_packages; then
    stack=packages
    say "stack: packages (the feed has Microsoft.ML and TorchSharp)"
  else
    stack=compat
    say "stack: compat (Microsoft.ML and TorchSharp could not be restored from the feed)"
  fi
  write_stack "$stack"
}

# ---- native libraries of the compat stack ----

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

apt_needs() {
  local missing=() package
  command -v dpkg-query >/dev/null 2>&1 || fail "this is no Debian or Ubuntu: install $* in your system's way, then set MLNETDEEP_NATIVE (compat/README.md)"
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 ||
    fail "root is needed to install packages: run 'apt-get install ${missing[*]}' as root, or install sudo"
  say "installing ${missing[*]}"
  apt_install "${missing[@]}" || { apt_update && apt_install "${missing[@]}"; } ||
    fail "apt-get could not install ${missing[*]}: check the network and run 'apt-get install ${missing[*]}' to see why"
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

apt_update() { as_root apt-get update -qq >/dev/null 2>&1; }

# ONNX Runtime's own library, from its npm package: nothing of the package is run.
fetch_onnxruntime() {
  local library=$natives/libonnxruntime.so.1 stamp=$natives/libonnxruntime.version work machine=x64
  [ -s "$library" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$onnx_version" ] && return 0
  [ "$(uname -m)" != aarch64 ] || machine=arm64
  wants npm "install it (apt-get install npm): ONNX Runtime's library comes from its npm package"
  say "downloading ONNX Runtime $onnx_version"
  work=$(mktemp -d)
  (cd "$work" && npm pack --silent "onnxruntime-node@$onnx_version" >/dev/null 2>&1 &&
    tar -xzf onnxruntime-node-*.tgz --wildcards "*/linux/$machine/libonnxruntime.so.1") ||
    { rm -rf "$work"; fail "onnxruntime-node@$onnx_version could not be downloaded: check the network and run 'npm pack onnxruntime-node@$onnx_version' to see why"; }
  mkdir -p "$natives"
  find "$work" -name libonnxruntime.so.1 -exec mv {} "$library" \;
  rm -rf "$work"
  [ -s "$library" ] || fail "onnxruntime-node@$onnx_version holds no linux/$machine/libonnxruntime.so.1"
  echo "$onnx_version" > "$stamp"
}

setup_natives() {
  local packages=(libopenblas0-openmp libgd3 libxgboost0 g++)
  [ -n "${LIBTORCH:-}" ] || packages+=(libtorch-dev)
  apt_needs "${packages[@]}"
  fetch_onnxruntime
  compat/TorchSharp/native/build.sh "$natives"
}

# ---- commands ----

setup() {
  choose_stack
  [ "$stack" = packages ] || setup_natives
}

build() {
  setup
  dotnet build "${1:-MLNetDeep.sln}" -c Release -v q --nologo -clp:NoSummary || fail "${1:-MLNetDeep.sln} does not build: the errors are above"
}

setup_all() {
  setup
  dotnet restore MLNetDeep.sln -v q --nologo || fail "packages could not be restored: check the network and the feed (dotnet nuget list source)"
}

demo() {
  build samples/01-Quickstart
  build samples/02-DeployedApp
  dotnet artifacts/bin/Quickstart/release/Quickstart.dll artifacts/digits.zip "$@"
  printf '\nAn application without TorchSharp and MLNetDeep.dll beside it:\n'
  dotnet artifacts/bin/DeployedApp/release/DeployedApp.dll artifacts/digits.zip "$@"
}

# Runs every test project, also after one has failed, and adds up what they report.
run_tests() {
  local results=$PWD/artifacts/test-results project name status=0
  rm -rf "$results"
  # Threads that spin while they wait would take the processors from the tests beside them.
  export OMP_WAIT_POLICY=passive
  for project in $(grep -L '<IsTestProject>false' tests/*/*.csproj); do
    name=$(basename "$project" .csproj)
    dotnet test "$project" -c Release --no-build --nologo --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
      --logger "console;verbosity=minimal" || status=1
    [ -s "$results/$name.trx" ] || { say "$name left no results"; status=1; }
  done
  count_tests "$results" || status=1
  return $status
}

count_tests() {
  cat "$1"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | awk '
    function value(name) { return match($0, name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) : 0 }
    { total += value(" total"); passed += value(" passed"); failed += value(" failed") + value(" error") + value(" timeout") + value(" aborted") }
    END { printf "%d passed, %d failed, %d skipped\n", passed, failed, total - passed - failed; exit failed > 0 || total == 0 }'
}

# The measurements that need nothing but this repository; with a folder of images (class/*.jpg) also how they are read.
run_bench() {
  build
  [ "$stack" = packages ] || apt_needs python3-torch python3-numpy
  bench/training-vs-python/run.sh
  dotnet run -c Release --no-build --project bench/scoring
  dotnet run -c Release --no-build --project bench/reader
  [ $# -eq 0 ] || dotnet run -c Release --no-build --project bench/loading -- "$@"
}

# Layout only: rules of style are warnings, which the Release build treats as errors.
lint() {
  dotnet restore MLNetDeep.sln -v q --nologo || fail "packages could not be restored: check the network and the feed (dotnet nuget list source)"
  dotnet format whitespace MLNetDeep.sln --no-restore --verify-no-changes || fail "the sources are not formatted: run 'dotnet format whitespace MLNetDeep.sln'"
}

pack() {
  choose_stack
  [ "$stack" = packages ] || fail "pack needs the package stack: the stand-ins under compat/ are never packed (MLNETDEEP_STACK=packages with a feed that has Microsoft.ML)"
  dotnet pack MLNetDeep.sln -c Release -v q --nologo -o artifacts/packages || fail "packing failed: the errors are above"
  ls artifacts/packages
}

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
  setup) setup_all ;;
  demo) demo "$@" ;;
  test) build; run_tests ;;
  lint) choose_stack; lint ;;
  bench) run_bench "$@" ;;
  pack) pack ;;
  clean) rm -rf artifacts .stack.props ;;
  cli) build src/MLNetDeep.Cli ;;
  help | -h | --help) help ;;
  *) help >&2; fail "there is no command '$command'" ;;
esac

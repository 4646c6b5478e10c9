#!/usr/bin/env bash
# Compiles the shim:  build.sh [output folder]
# LIBTORCH names a libtorch (a folder with include/ and lib/); without it the system's libtorch-dev is used.
# Nothing is compiled when neither the sources nor that libtorch have changed since the last time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../../artifacts/native}
libtorch=${LIBTORCH:-}
mkdir -p "$out"

if [ -n "$libtorch" ]; then
  [ -d "$libtorch/include/torch" ] && [ -d "$libtorch/lib" ] || {
    echo "LIBTORCH=$libtorch holds no include/torch and lib/: point it at an unpacked libtorch" >&2; exit 1; }
  libtorch=$(cd "$libtorch" && pwd)
  include=$libtorch/include
  includes=(-isystem "$include" -isystem "$include/torch/csrc/api/include")
  links=(-L"$libtorch/lib" -Wl,-rpath,"$libtorch/lib")
  # A libtorch for CUDA must be loaded whole, although the shim calls nothing of it by name.
  [ -e "$libtorch/lib/libtorch_cuda.so" ] && links+=(-Wl,--no-as-needed -ltorch_cuda -lc10_cuda -Wl,--as-needed)
else
  include=/usr/include
  [ -d "$include/torch" ] || { echo "libtorch is missing: apt-get install libtorch-dev, or set LIBTORCH" >&2; exit 1; }
  includes=(-isystem "$include/torch/csrc/api/include")
  links=()
fi

version_header=$include/torch/csrc/api/include/torch/version.h
[ -e "$include/torch/headeronly/version.h" ] && version_header=$include/torch/headeronly/version.h
version=$(awk '/define TORCH_VERSION_(MAJOR|MINOR|PATCH)/ { printf "%s.", $3 }' "$version_header")
[ -n "$version" ] || { echo "no version found in $version_header" >&2; exit 1; }
major=${version%%.*}
minor=$(echo "$version" | cut -d. -f2)
standard=17
[ $((major * 100 + minor)) -ge 209 ] && standard=20

stamp=$(cat "$here"/*.cpp "$here"/*.h "$here/build.sh" | sha256sum | cut -d' ' -f1)-$version-$libtorch
if [ -e "$out/libTorchSharpShim.so" ] && [ "$(cat "$out/libTorchSharpShim.stamp" 2>/dev/null)" = "$stamp" ]; then
  exit 0
fi

echo "compiling the shim for libtorch ${version%.}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
compiler=${CXX:-g++}
# Older downloads of libtorch are built with the old C++ ABI and say so.
abi=()
config=$libtorch/share/cmake/Torch/TorchConfig.cmake
[ -n "$libtorch" ] && [ -e "$config" ] && abi=($(grep -o -m1 -e '-D_GLIBCXX_USE_CXX11_ABI=[01]' "$config" || true))
jobs=()
for source in "$here"/*.cpp; do
  "$compiler" -std=c++$standard -O2 -fPIC -fvisibility=hidden -fvisibility-inlines-hidden "${abi[@]}" "${includes[@]}" \
    -c "$source" -o "$work/$(basename "$source" .cpp).o" &
  jobs+=($!)
done
failed=0
for job in "${jobs[@]}"; do wait "$job" || failed=1; done
[ $failed = 0 ] || { echo "the shim does not compile against libtorch ${version%.}" >&2; exit 1; }
"$compiler" -shared "$work"/*.o -o "$work/shim.so" "${links[@]}" -ltorch_cpu -lc10 -Wl,--no-undefined -Wl,-s
mv "$work/shim.so" "$out/libTorchSharpShim.so"
echo "$stamp" > "$out/libTorchSharpShim.stamp"

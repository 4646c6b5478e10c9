#!/usr/bin/env bash
# Training speed on a machine with a GPU, in two steps, since that machine may have neither .NET nor a network:
#   bench/gpu/run.sh pack             here: makes artifacts/gpu.tar.gz, the program with the .NET runtime, without libtorch
#   bench/gpu/run.sh measure [OUT]    there: runs it against the libtorch of that machine's PyTorch, and PyTorch beside it
set -euo pipefail
cd "$(dirname "$0")/../.."

pack() {
  rm -rf artifacts/gpu
  dotnet publish bench/gpu -c Release -r linux-x64 --self-contained -v q --nologo -o artifacts/gpu
  # What the machine's own libtorch brings, and what training does not need.
  find artifacts/gpu \( -name 'libtorch*' -o -name 'libc10*' -o -name 'libgomp*' -o -name 'libshm*' -o -name '*.pdb' -o -name '*.xml' -o -name '*.dbg' \
    -o -name 'libaoti*' -o -name 'libbackend*' -o -name 'libjit*' -o -name 'libnnapi*' -o -name 'libSkia*' -o -name 'libLda*' -o -name 'libmscordaccore*' -o -name 'libmscordbi*' -o -name 'createdump' \) -delete
  tar -C artifacts -czf artifacts/gpu.tar.gz gpu
  ls -l artifacts/gpu.tar.gz
}

measure() {
  local out=${1:-artifacts} libs device=cuda
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  tar -C "$work" -xzf artifacts/gpu.tar.gz
  libs=$(python3 -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), "lib"))')
  python3 -c 'import torch; print("PyTorch", torch.__version__, "CUDA", torch.version.cuda, "devices", torch.cuda.device_count())'
  python3 -c 'import torch, sys; sys.exit(not torch.cuda.is_available())' || device=cpu
  # LibTorchSharp finds libtorch beside itself: TorchSharp 0.107 was made for libtorch 2.10, others may lack a function or differ in one.
  ln -s "$libs"/*.so* "$work/gpu/"
  LD_LIBRARY_PATH="$work/gpu:$libs" "$work/gpu/Gpu" --device "$device" --out "$out/gpu.json" "${@:2}" || echo "MLNetDeep does not run against this libtorch"
  python3 bench/gpu/pytorch.py "$device" "${ROWS:-8192}" 5
}

case ${1:-} in
  pack) pack ;;
  measure) measure "${@:2}" ;;
  *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac

// Every difference between the libtorch versions this shim is compiled against lives here.
// Known good: 1.13 (Debian) and the 2.x line; later headers were only read.
#pragma once
#include <torch/version.h>
#if __has_include(<torch/headeronly/version.h>)
#include <torch/headeronly/version.h>
#endif
#include <optional>

#define SHIM_TORCH (TORCH_VERSION_MAJOR * 100 + TORCH_VERSION_MINOR)

namespace shim {

#if SHIM_TORCH >= 205
template <class T> using Optional = std::optional<T>;
#else
template <class T> using Optional = c10::optional<T>;
#endif

}  // namespace shim

// Every difference between the libtorch versions this shim is compiled against lives here.
// Known good: 1.13 (Debian) and the 2.x line; later headers were only read.
#pragma once
#include <ATen/autocast_mode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/edge.h>
#include <torch/csrc/autograd/function.h>
#include <torch/version.h>
#if __has_include(<torch/headeronly/version.h>)
#include <torch/headeronly/version.h>
#endif
#include <memory>
#include <optional>
#include <type_traits>

#define SHIM_TORCH (TORCH_VERSION_MAJOR * 100 + TORCH_VERSION_MINOR)

namespace shim {

#if SHIM_TORCH >= 205
template <class T> using Optional = std::optional<T>;
inline constexpr auto nothing = std::nullopt;
#else
template <class T> using Optional = c10::optional<T>;
inline constexpr auto nothing = c10::nullopt;
#endif

// Autocast became per device type in 2.4.
inline bool autocast_enabled(at::DeviceType type) {
#if SHIM_TORCH >= 204
  return at::autocast::is_autocast_enabled(type);
#else
  return type == at::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
#endif
}

inline void set_autocast(at::DeviceType type, bool enabled, at::ScalarType dtype) {
#if SHIM_TORCH >= 204
  at::autocast::set_autocast_enabled(type, enabled);
  at::autocast::set_autocast_dtype(type, dtype);
#else
  if (type == at::kCPU) {
    at::autocast::set_cpu_enabled(enabled);
    at::autocast::set_autocast_cpu_dtype(dtype);
  } else {
    at::autocast::set_enabled(enabled);
    at::autocast::set_autocast_gpu_dtype(dtype);
  }
#endif
}

// The c10 warning handler lost its old names in 2.0, and its method took one argument from then on.
#if SHIM_TORCH >= 200
struct Silent : c10::WarningHandler {
  void process(const c10::Warning&) override {}
};
inline void set_warning_handler(c10::WarningHandler* handler) { c10::WarningUtils::set_warning_handler(handler); }
#else
struct Silent : c10::WarningHandler {
  void process(const c10::SourceLocation&, const std::string&, const bool) override {}
};
inline void set_warning_handler(c10::WarningHandler* handler) { c10::Warning::set_warning_handler(handler); }
#endif

// An autograd edge holds its node by shared_ptr, by intrusive_ptr in the newest versions.
using NodePtr = decltype(torch::autograd::Edge::function);
template <class Pointer>
std::enable_if_t<std::is_same<Pointer, std::shared_ptr<torch::autograd::Node>>::value, Pointer>
own_node(torch::autograd::Node* node) { return Pointer(node, torch::autograd::deleteNode); }
template <class Pointer>
std::enable_if_t<!std::is_same<Pointer, std::shared_ptr<torch::autograd::Node>>::value, Pointer>
own_node(torch::autograd::Node* node) { return Pointer::unsafe_steal_from_new(node); }

}  // namespace shim

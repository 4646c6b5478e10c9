// Gradients, and the thread-local modes of autograd.
#include "shim.h"
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

using namespace shim;

SHIM int shim_set_requires_grad(void* handle, int value) {
  return guard([&] { borrow(handle).requires_grad_(value != 0); return 0; });
}

SHIM int shim_grad(void* handle, void** out) {
  return guard([&] { *out = give(Tensor(borrow(handle).grad())); return 0; });
}

SHIM int shim_set_grad(void* handle, void* grad) {
  return guard([&] { borrow(handle).mutable_grad() = borrow(grad); return 0; });
}

// The gradients of many tensors at once; a missing one is null.
SHIM int shim_grads(void** handles, int count, void** out) {
  return guard([&] {
    for (int i = 0; i < count; i++) out[i] = give(Tensor(borrow(handles[i]).grad()));
    return 0;
  });
}

SHIM int shim_zero_grads(void** handles, int count, int drop) {
  return guard([&] {
    for (int i = 0; i < count; i++) {
      Tensor t = borrow(handles[i]);
      auto& grad = t.mutable_grad();
      if (!grad.defined()) continue;
      if (drop) grad.reset();
      else grad.detach_().zero_();
    }
    return 0;
  });
}

// Lets one tensor take another's contents, device and type, while everyone keeps the same handle.
SHIM int shim_set_data(void* handle, void* other) {
  return guard([&] { borrow(handle).set_data(borrow(other)); return 0; });
}

SHIM int shim_backward(void** outputs, int count, void** grads, int grad_count, void** inputs, int input_count,
                       int retain, int create) {
  return guard([&] {
    Optional<bool> keep;
    if (retain >= 0) keep = retain != 0;
    torch::autograd::backward(borrow_all(outputs, count), borrow_all(grads, grad_count), keep, create != 0,
                              borrow_all(inputs, input_count));
    return 0;
  });
}

SHIM int shim_autograd_grad(void** outputs, int count, void** inputs, int input_count, void** grads, int grad_count,
                            int retain, int create, int allow_unused, void** results) {
  return guard([&] {
    Optional<bool> keep;
    if (retain >= 0) keep = retain != 0;
    auto found = torch::autograd::grad(borrow_all(outputs, count), borrow_all(inputs, input_count),
                                       borrow_all(grads, grad_count), keep, create != 0, allow_unused != 0);
    for (int i = 0; i < input_count; i++) results[i] = give(std::move(found[i]));
    return 0;
  });
}

SHIM int shim_grad_enabled() { return at::GradMode::is_enabled(); }
SHIM void shim_set_grad_enabled(int value) { at::GradMode::set_enabled(value != 0); }
SHIM int shim_inference_enabled() { return c10::InferenceMode::is_enabled(); }
SHIM void* shim_inference_begin(int value) { return new c10::InferenceMode(value != 0); }
SHIM void shim_inference_end(void* mode) { delete static_cast<c10::InferenceMode*>(mode); }

SHIM int shim_autocast_enabled(int device_type) { return autocast_enabled(static_cast<at::DeviceType>(device_type)); }
SHIM int shim_set_autocast(int device_type, int enabled, int dtype) {
  return guard([&] {
    set_autocast(static_cast<at::DeviceType>(device_type), enabled != 0, static_cast<at::ScalarType>(dtype));
    if (enabled) at::autocast::increment_nesting();
    else if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    return 0;
  });
}

// A backward function written in C#. The callee owns the incoming handles and gives the outgoing ones.
using BackwardCallback = int (*)(void* context, void** incoming, int incoming_count, void** outgoing, int outgoing_count);
using ReleaseCallback = void (*)(void* context);

namespace {
struct ManagedNode : torch::autograd::Node {
  BackwardCallback callback;
  ReleaseCallback release;
  void* context;
  int inputs = 0;
  ~ManagedNode() override { release(context); }
  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    std::vector<void*> incoming(gradients.size()), outgoing(inputs, nullptr);
    for (size_t i = 0; i < gradients.size(); i++) incoming[i] = give(std::move(gradients[i]));
    int code = callback(context, incoming.data(), static_cast<int>(incoming.size()), outgoing.data(), inputs);
    torch::autograd::variable_list results;
    for (auto* handle : outgoing) results.push_back(take(handle));
    TORCH_CHECK(code == 0, "the backward function of a custom operation failed");
    return results;
  }
};
}  // namespace

// Returns 1 when a node was attached; otherwise the context has been released.
SHIM int shim_custom_function(void** inputs, int input_count, void** outputs, int output_count,
                              BackwardCallback callback, ReleaseCallback release, void* context) {
  return guard([&] {
    auto sources = borrow_all(inputs, input_count);
    bool needed = false;
    for (auto& t : sources) needed |= t.defined() && t.requires_grad();
    if (!needed || !at::GradMode::is_enabled()) { release(context); return 0; }
    auto* raw = new ManagedNode;
    raw->callback = callback; raw->release = release; raw->context = context; raw->inputs = input_count;
    auto node = own_node<NodePtr>(raw);
    node->set_next_edges(torch::autograd::collect_next_edges(sources));
    for (int i = 0; i < output_count; i++) { Tensor out = borrow(outputs[i]); torch::autograd::set_history(out, node); }
    return 1;
  });
}

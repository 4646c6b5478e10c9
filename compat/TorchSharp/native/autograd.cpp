// Gradients, and the thread-local modes of autograd.
#include "shim.h"
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
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

// A thin C interface over libtorch. A handle is an owned c10::TensorImpl*; every function that can fail returns a
// negative number and leaves its message for shim_last_error.
#pragma once
#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>
#include "versions.h"
#include <cstdint>
#include <string>
#include <vector>

#define SHIM extern "C" __attribute__((visibility("default")))

namespace shim {

using at::Tensor;
using c10::IValue;
using Impl = c10::TensorImpl;
using ImplPtr = c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>;

// Mirrored by Interop/NativeValue.cs.
enum Tag : int32_t {
  kNone, kTensor, kInt, kDouble, kBool, kInts, kDoubles, kBools, kTensors, kString, kDevice, kDefault, kComplex,
  kGenerator, kScalars
};
struct Value {
  int32_t tag;
  int32_t length;  // of a list or string; of a tensor result: KiB of memory that it newly holds
  union { int64_t i; double d; void* p; };
};
static_assert(sizeof(Value) == 16, "the managed side lays it out the same way");

int fail(int kind, std::string message);

template <class F>
int guard(F&& body) noexcept {
  try { return body(); }
  catch (const c10::OutOfMemoryError& e) { return fail(2, e.what_without_backtrace()); }
  catch (const c10::Error& e) { return fail(1, e.what_without_backtrace()); }
  catch (const std::bad_alloc& e) { return fail(2, e.what()); }
  catch (const std::exception& e) { return fail(1, e.what()); }
  catch (...) { return fail(1, "unknown native exception"); }
}

inline Tensor borrow(void* handle) {
  return handle ? Tensor(ImplPtr::reclaim_copy(static_cast<Impl*>(handle))) : Tensor();
}
inline void* give(Tensor&& tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }
inline Tensor take(void* handle) { return handle ? Tensor(ImplPtr::reclaim(static_cast<Impl*>(handle))) : Tensor(); }

inline std::vector<Tensor> borrow_all(void** handles, int count) {
  std::vector<Tensor> tensors;
  tensors.reserve(count);
  for (int i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

// A device travels as type << 8 | index, index 255 meaning "the current one".
inline c10::Device device_of(int64_t code) {
  auto type = static_cast<c10::DeviceType>(code >> 8);
  auto index = static_cast<c10::DeviceIndex>(static_cast<int8_t>(code & 0xff));
  return type == c10::DeviceType::CPU ? c10::Device(type) : c10::Device(type, index);
}

char* copy_string(const std::string& text);
void from_ivalue(IValue&& value, Value& out);

}  // namespace shim

// Handles, tensor properties, host memory, results.
#include "shim.h"
#include <cstdlib>
#include <cstring>
#include <sstream>

using namespace shim;

namespace {
thread_local std::string last_error;
thread_local int last_error_kind;
}

namespace shim {

int fail(int kind, std::string message) {
  last_error_kind = kind;
  last_error = std::move(message);
  return -1;
}

char* copy_string(const std::string& text) {
  auto* copy = static_cast<char*>(malloc(text.size() + 1));
  memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

static int32_t fresh_kib(const Tensor& tensor) {
  if (tensor.layout() != c10::kStrided || !tensor.has_storage() || tensor.storage().use_count() > 1) return 0;
  return static_cast<int32_t>(std::min<size_t>(tensor.storage().nbytes() >> 10, INT32_MAX));
}

void from_ivalue(IValue&& value, Value& out) {
  out.length = 0;
  if (value.isTensor()) {
    auto tensor = std::move(value).toTensor();
    out.tag = kTensor;
    out.length = tensor.defined() ? fresh_kib(tensor) : 0;
    out.p = give(std::move(tensor));
  } else if (value.isNone()) { out.tag = kNone; out.p = nullptr; }
  else if (value.isInt()) { out.tag = kInt; out.i = value.toInt(); }
  else if (value.isDouble()) { out.tag = kDouble; out.d = value.toDouble(); }
  else if (value.isBool()) { out.tag = kBool; out.i = value.toBool(); }
  else if (value.isTensorList()) {
    auto tensors = value.toTensorVector();
    auto** handles = static_cast<void**>(malloc(sizeof(void*) * (tensors.size() + 1)));
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = give(std::move(tensors[i]));
    out.tag = kTensors;
    out.length = static_cast<int32_t>(tensors.size());
    out.p = handles;
  } else TORCH_CHECK(false, "a result of kind ", value.tagKind(), " is not supported");
}

}  // namespace shim

SHIM const char* shim_last_error(int* kind) { *kind = last_error_kind; return last_error.c_str(); }
SHIM void shim_free(void* handle) { take(handle); }
SHIM void shim_free_many(void** handles, int count) { for (int i = 0; i < count; i++) take(handles[i]); }
SHIM void shim_retain(void* handle) { if (handle) ImplPtr::reclaim_copy(static_cast<Impl*>(handle)).release(); }
SHIM void shim_free_memory(void* memory) { free(memory); }

struct Info {
  void* data;
  const int64_t* sizes;
  const int64_t* strides;
  int64_t elements;
  int64_t storage_offset;
  int32_t dimensions;
  int32_t element_size;
  int16_t dtype;
  int8_t device_type, device_index, requires_grad, is_leaf, is_contiguous, layout;
};

SHIM int shim_info(void* handle, Info* o) {
  return guard([&] {
    Tensor t = borrow(handle);
    bool strided = t.layout() == c10::kStrided;
    o->dimensions = static_cast<int32_t>(t.dim());
    o->sizes = t.sizes().data();
    o->strides = strided ? t.strides().data() : nullptr;
    o->data = strided && t.has_storage() ? t.data_ptr() : nullptr;
    o->elements = t.numel();
    o->storage_offset = strided ? t.storage_offset() : 0;
    o->dtype = static_cast<int16_t>(t.scalar_type());
    o->device_type = static_cast<int8_t>(t.device().type());
    o->device_index = t.device().index();
    o->element_size = static_cast<int32_t>(t.element_size());
    o->requires_grad = t.requires_grad();
    o->is_leaf = t.is_leaf();
    o->is_contiguous = strided && t.is_contiguous();
    o->layout = static_cast<int8_t>(t.layout());
    return 0;
  });
}

SHIM int shim_from_host(const void* data, const int64_t* sizes, int dimensions, int dtype, int device, void** out) {
  return guard([&] {
    Tensor t = at::empty({sizes, static_cast<size_t>(dimensions)}, at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
    if (t.nbytes()) memcpy(t.data_ptr(), data, t.nbytes());
    auto target = device_of(device);
    if (!target.is_cpu()) t = t.to(target);
    *out = give(std::move(t));
    return 0;
  });
}

SHIM int shim_to_host(void* handle, void* target, int64_t bytes) {
  return guard([&] {
    Tensor t = borrow(handle).detach().to(at::kCPU).contiguous();
    TORCH_CHECK(static_cast<int64_t>(t.nbytes()) == bytes, "the tensor has ", t.nbytes(), " bytes, the buffer ", bytes);
    if (bytes) memcpy(target, t.data_ptr(), bytes);
    return 0;
  });
}

SHIM int shim_item(void* handle, Value* out) {
  return guard([&] {
    auto s = borrow(handle).item();
    out->length = 0;
    if (s.isFloatingPoint()) { out->tag = kDouble; out->d = s.toDouble(); }
    else if (s.isBoolean()) { out->tag = kBool; out->i = s.toBool(); }
    else if (s.isIntegral(false)) { out->tag = kInt; out->i = s.toLong(); }
    else TORCH_CHECK(false, "a complex value cannot be read as one number");
    return 0;
  });
}

SHIM int shim_to_string(void* handle, char** out) {
  return guard([&] {
    std::ostringstream text;
    text << borrow(handle);
    *out = copy_string(text.str());
    return 0;
  });
}

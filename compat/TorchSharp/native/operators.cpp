// Every operator goes through one door: its schema is found by name once, arguments are converted as the schema asks,
// trailing defaults are filled in, and the dispatcher's boxed call does the rest (autograd included).
#include "shim.h"
#include <mutex>
#include <sstream>
#include <unordered_map>

using namespace shim;
using Stack = torch::jit::Stack;

namespace {

enum class Kind : uint8_t {
  Any, Tensor, Int, Float, Bool, Scalar, String, Device, Generator, Ints, Floats, Bools, Tensors, OptionalTensors, Scalars
};
struct Parameter { Kind kind; bool optional; bool has_default; int repeat; IValue fallback; std::string name; };
struct Operator { c10::OperatorHandle handle; std::vector<Parameter> parameters; std::string name; };

Kind list_kind(const c10::Type& element) {
  using T = c10::TypeKind;
  switch (element.kind()) {
    case T::IntType: case T::SymIntType: return Kind::Ints;
    case T::FloatType: return Kind::Floats;
    case T::BoolType: return Kind::Bools;
    case T::TensorType: return Kind::Tensors;
    case T::OptionalType: return Kind::OptionalTensors;
    case T::NumberType: return Kind::Scalars;
    default: return Kind::Any;
  }
}

Kind kind_of(const c10::Type& type) {
  using T = c10::TypeKind;
  switch (type.kind()) {
    case T::OptionalType: return kind_of(*type.castRaw<c10::OptionalType>()->getElementType());
    case T::TensorType: return Kind::Tensor;
    case T::IntType: case T::SymIntType: return Kind::Int;
    case T::FloatType: return Kind::Float;
    case T::BoolType: return Kind::Bool;
    case T::NumberType: return Kind::Scalar;
    case T::StringType: return Kind::String;
    case T::DeviceObjType: return Kind::Device;
    case T::GeneratorType: return Kind::Generator;
    case T::ListType: return list_kind(*type.castRaw<c10::ListType>()->getElementType());
    default: return Kind::Any;
  }
}

Operator* make_operator(const std::string& name, const std::string& overload) {
  auto found = c10::Dispatcher::singleton().findSchema({name, overload});
  std::string full = overload.empty() ? name : name + "." + overload;
  TORCH_CHECK(found.has_value(), "operator ", full, " does not exist in this libtorch (", TORCH_VERSION, ")");
  auto* op = new Operator{*found, {}, full};
  for (auto& a : found->schema().arguments()) {
    Parameter p{kind_of(*a.type()), a.type()->kind() == c10::TypeKind::OptionalType, a.default_value().has_value(),
                a.N() ? static_cast<int>(*a.N()) : 1, {}, a.name()};
    if (p.has_default) p.fallback = *a.default_value();
    op->parameters.push_back(std::move(p));
  }
  return op;
}

[[noreturn]] void refuse(const Operator& op, const Parameter& p, const Value& v) {
  TORCH_CHECK(false, op.name, "(): argument '", p.name, "' cannot take a value of kind ", v.tag, "; schema: ",
              op.handle.schema());
}

IValue number(const Value& v) {
  switch (v.tag) {
    case kInt: return v.i;
    case kDouble: return v.d;
    case kBool: return v.i != 0;
    case kComplex: { auto* parts = static_cast<double*>(v.p); return c10::complex<double>(parts[0], parts[1]); }
    default: TORCH_CHECK(false, "expected a number");
  }
}

template <class T> c10::ArrayRef<T> array(const Value& v) { return {static_cast<const T*>(v.p), static_cast<size_t>(v.length)}; }

void push_list(Stack& stack, const Operator& op, const Parameter& p, const Value& v) {
  switch (p.kind) {
    case Kind::Ints:
      if (v.tag == kInt) stack.emplace_back(std::vector<int64_t>(p.repeat, v.i));
      else if (v.tag == kInts) stack.emplace_back(array<int64_t>(v));
      else refuse(op, p, v);
      return;
    case Kind::Floats:
      if (v.tag == kDouble) stack.emplace_back(std::vector<double>(p.repeat, v.d));
      else if (v.tag == kDoubles) stack.emplace_back(array<double>(v).vec());
      else refuse(op, p, v);
      return;
    case Kind::Bools: {
      if (v.tag != kBools) refuse(op, p, v);
      c10::List<bool> list;
      for (auto b : array<uint8_t>(v)) list.push_back(b != 0);
      stack.emplace_back(std::move(list));
      return;
    }
    case Kind::Tensors: {
      if (v.tag != kTensors) refuse(op, p, v);
      c10::List<Tensor> list;
      list.reserve(v.length);
      for (auto h : array<void*>(v)) list.push_back(borrow(h));
      stack.emplace_back(std::move(list));
      return;
    }
    case Kind::OptionalTensors: {
      if (v.tag != kTensors) refuse(op, p, v);
      c10::List<Optional<Tensor>> list;
      for (auto h : array<void*>(v)) list.push_back(h ? Optional<Tensor>(borrow(h)) : Optional<Tensor>());
      stack.emplace_back(std::move(list));
      return;
    }
    case Kind::Scalars: {
      c10::List<at::Scalar> list;
      if (v.tag == kDoubles) for (auto d : array<double>(v)) list.push_back(d);
      else if (v.tag == kInts) for (auto i : array<int64_t>(v)) list.push_back(i);
      else if (v.tag == kScalars) for (auto& s : array<Value>(v)) list.push_back(number(s).toScalar());
      else refuse(op, p, v);
      stack.emplace_back(std::move(list));
      return;
    }
    default: refuse(op, p, v);
  }
}

void push(Stack& stack, const Operator& op, const Parameter& p, const Value& v) {
  if (v.tag == kDefault || (v.tag == kNone && !p.optional && p.has_default)) {
    if (p.has_default) stack.push_back(p.fallback);
    else if (p.optional) stack.emplace_back();
    else refuse(op, p, v);
    return;
  }
  if (v.tag == kNone || (v.tag == kTensor && !v.p)) {
    if (p.optional) stack.emplace_back();
    else if (p.kind == Kind::Tensor) stack.emplace_back(Tensor());
    else refuse(op, p, v);
    return;
  }
  switch (p.kind) {
    case Kind::Tensor:
      if (v.tag != kTensor) refuse(op, p, v);
      stack.emplace_back(borrow(v.p));
      return;
    case Kind::Int:
      if (v.tag != kInt && v.tag != kBool) refuse(op, p, v);
      stack.emplace_back(v.i);
      return;
    case Kind::Float:
      if (v.tag == kDouble) stack.emplace_back(v.d);
      else if (v.tag == kInt) stack.emplace_back(static_cast<double>(v.i));
      else refuse(op, p, v);
      return;
    case Kind::Bool:
      if (v.tag != kBool && v.tag != kInt) refuse(op, p, v);
      stack.emplace_back(v.i != 0);
      return;
    case Kind::Scalar: stack.push_back(number(v)); return;
    case Kind::String:
      if (v.tag != kString) refuse(op, p, v);
      stack.emplace_back(std::string(static_cast<const char*>(v.p), v.length));
      return;
    case Kind::Device:
      if (v.tag != kDevice) refuse(op, p, v);
      stack.emplace_back(device_of(v.i));
      return;
    case Kind::Generator:
      if (v.tag != kGenerator) refuse(op, p, v);
      stack.emplace_back(*static_cast<at::Generator*>(v.p));
      return;
    case Kind::Any:
      if (v.tag != kInt) refuse(op, p, v);
      stack.emplace_back(v.i);
      return;
    default: push_list(stack, op, p, v);
  }
}

// One stack per thread is used again and again; a nested call (from a managed callback) takes its own.
thread_local Stack idle_stack;
struct Lease {
  Stack stack;
  Lease() : stack(std::move(idle_stack)) { stack.clear(); }
  ~Lease() {
    stack.clear();
    if (stack.capacity() > idle_stack.capacity()) idle_stack = std::move(stack);
  }
};

std::mutex table_lock;
std::unordered_map<std::string, Operator*> table;

}  // namespace

SHIM int shim_operator(const char* name, const char* overload, void** out) {
  return guard([&] {
    std::string key = std::string(name) + "|" + overload;
    std::lock_guard<std::mutex> hold(table_lock);
    auto it = table.find(key);
    if (it == table.end()) it = table.emplace(key, make_operator(name, overload)).first;
    *out = it->second;
    return 0;
  });
}

SHIM int shim_operator_exists(const char* name, const char* overload) {
  return guard([&] { return c10::Dispatcher::singleton().findSchema({name, overload}).has_value() ? 1 : 0; });
}

// Returns the number of results.
SHIM int shim_call(void* handle, const Value* values, int count, Value* results, int capacity) {
  return guard([&] {
    auto& op = *static_cast<Operator*>(handle);
    int total = static_cast<int>(op.parameters.size());
    TORCH_CHECK(count <= total, op.name, "() takes at most ", total, " arguments, but got ", count);
    Lease lease;
    Stack& stack = lease.stack;
    stack.reserve(std::max(total, 8));
    static const Value fallback{kDefault, 0, {0}};
    for (int i = 0; i < total; i++) push(stack, op, op.parameters[i], i < count ? values[i] : fallback);
    op.handle.callBoxed(stack);
    int produced = static_cast<int>(stack.size());
    TORCH_CHECK(produced <= capacity, op.name, "() has ", produced, " results, more than the caller expects");
    for (int i = 0; i < produced; i++) from_ivalue(std::move(stack[i]), results[i]);
    return produced;
  });
}

// Process-wide state: seeds and generators, threads, devices, memory.
#include "shim.h"
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <malloc.h>

using namespace shim;

SHIM const char* shim_version() { return TORCH_VERSION; }

// Large blocks otherwise go back to the system and are faulted in again at every step: worth 20 to 40 % of CPU training.
SHIM int shim_tune_malloc() { return mallopt(M_MMAP_THRESHOLD, 1 << 30) & mallopt(M_TRIM_THRESHOLD, INT32_MAX); }

SHIM int shim_seed(int64_t seed) { return guard([&] { at::manual_seed(static_cast<uint64_t>(seed)); return 0; }); }

SHIM int shim_generator(int device, void** out) {
  return guard([&] {
    auto target = device_of(device);
    auto base = at::globalContext().defaultGenerator(target);
    at::Generator own = target.is_cpu() ? at::make_generator<at::CPUGeneratorImpl>() : base.clone();
    if (target.is_cpu()) own.set_current_seed(base.current_seed());
    *out = new at::Generator(std::move(own));
    return 0;
  });
}
SHIM int shim_default_generator(int device, void** out) {
  return guard([&] { *out = new at::Generator(at::globalContext().defaultGenerator(device_of(device))); return 0; });
}
SHIM void shim_generator_free(void* generator) { delete static_cast<at::Generator*>(generator); }
SHIM int shim_generator_seed(void* generator, int64_t seed) {
  return guard([&] { static_cast<at::Generator*>(generator)->set_current_seed(static_cast<uint64_t>(seed)); return 0; });
}
SHIM int shim_generator_initial_seed(void* generator, int64_t* out) {
  return guard([&] { *out = static_cast<int64_t>(static_cast<at::Generator*>(generator)->current_seed()); return 0; });
}
SHIM int shim_generator_state(void* generator, void** out) {
  return guard([&] {
    auto& g = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> hold(g.mutex());
    *out = give(g.get_state());
    return 0;
  });
}
SHIM int shim_set_generator_state(void* generator, void* state) {
  return guard([&] {
    auto& g = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> hold(g.mutex());
    g.set_state(borrow(state));
    return 0;
  });
}

SHIM int shim_threads() { return at::get_num_threads(); }
SHIM int shim_set_threads(int count) { return guard([&] { at::set_num_threads(count); return 0; }); }
SHIM int shim_interop_threads() { return at::get_num_interop_threads(); }
SHIM int shim_set_interop_threads(int count) { return guard([&] { at::set_num_interop_threads(count); return 0; }); }

SHIM int shim_cuda_devices() {
  return guard([&] { return at::globalContext().hasCUDA() ? static_cast<int>(at::getNumGPUs()) : 0; });
}
SHIM int shim_has_cudnn() { return guard([&] { return at::globalContext().hasCUDA() && at::globalContext().hasCuDNN() ? 1 : 0; }); }
SHIM int shim_deterministic(int value) {
  return guard([&] {
    auto& context = at::globalContext();
    if (value >= 0) context.setDeterministicAlgorithms(value != 0, false);
    return static_cast<int>(context.deterministicAlgorithms());
  });
}
// what: 0 cudnn.benchmark, 1 cudnn.deterministic, 2 cuda TF32 matmul, 3 cudnn TF32, 4 oneDNN; value -1 only asks.
SHIM int shim_backend_flag(int what, int value) {
  return guard([&] {
    auto& c = at::globalContext();
    switch (what) {
      case 0: if (value >= 0) c.setBenchmarkCuDNN(value); return static_cast<int>(c.benchmarkCuDNN());
      case 1: if (value >= 0) c.setDeterministicCuDNN(value); return static_cast<int>(c.deterministicCuDNN());
      case 2: if (value >= 0) c.setAllowTF32CuBLAS(value); return static_cast<int>(c.allowTF32CuBLAS());
      case 3: if (value >= 0) c.setAllowTF32CuDNN(value); return static_cast<int>(c.allowTF32CuDNN());
      default: if (value >= 0) c.setUserEnabledMkldnn(value); return static_cast<int>(c.userEnabledMkldnn());
    }
  });
}

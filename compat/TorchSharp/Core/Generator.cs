using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers.</summary>
    public class Generator : IDisposable
    {
        private IntPtr handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = InitializeDevice(device);
            Shim.Check(Shim.shim_generator(this.device.Code, out handle));
            manual_seed((long)seed);
        }

        private Generator(IntPtr handle)
        {
            this.handle = handle;
            device = CPU;
        }

        ~Generator() => Dispose(false);

        /// <summary>The generator that is used when none is named.</summary>
        public static Generator Default
        {
            get
            {
                Shim.Check(Shim.shim_default_generator(CPU.Code, out var handle));
                return new Generator(handle);
            }
        }

        public Device device { get; }

        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.shim_generator_seed(Handle, seed));
            return this;
        }

        public long seed()
        {
            var value = Random.Shared.NextInt64();
            manual_seed(value);
            return value;
        }

        public long initial_seed()
        {
            Shim.Check(Shim.shim_generator_initial_seed(Handle, out var seed));
            return seed;
        }

        public Tensor get_state()
        {
            Shim.Check(Shim.shim_generator_state(Handle, out var state));
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            Shim.Check(Shim.shim_set_generator_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0)
                return;
            Shim.shim_generator_free(handle);
            handle = 0;
        }
    }

    public static Generator manual_seed(long seed)
    {
        Shim.Check(Shim.shim_seed(seed));
        return Generator.Default;
    }

    public static long seed() => manual_seed(Random.Shared.NextInt64()).initial_seed();

    public static long initial_seed() => Generator.Default.initial_seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}

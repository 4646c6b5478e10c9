using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static DisposeScope NewDisposeScope() => DisposeScope.Open();

    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_grad_enabled() => Shim.shim_grad_enabled() != 0;

    public static bool is_inference_mode_enabled() => Shim.shim_inference_enabled() != 0;

    public static int get_num_threads() => Shim.shim_threads();

    public static void set_num_threads(int num) => Shim.Check(Shim.shim_set_threads(num));

    public static int get_num_interop_threads() => Shim.shim_interop_threads();

    public static void set_num_interop_threads(int num) => Shim.Check(Shim.shim_set_interop_threads(num));

    /// <summary>Sets a mode of this thread until it is disposed. It does not follow an await to another thread.</summary>
    private sealed class GradMode : IDisposable
    {
        private readonly int previous = Shim.shim_grad_enabled();

        public GradMode(bool enabled) => Shim.shim_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Shim.shim_set_grad_enabled(previous);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private IntPtr mode = Shim.shim_inference_begin(enabled ? 1 : 0);

        public void Dispose()
        {
            if (mode != 0)
                Shim.shim_inference_end(mode);
            mode = 0;
        }
    }
}

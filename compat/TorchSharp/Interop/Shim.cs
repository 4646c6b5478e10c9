using System.Runtime.InteropServices;
using MLNetDeep.Compat.Native;

namespace TorchSharp.Interop;

/// <summary>The functions of native/*.cpp.</summary>
internal static unsafe partial class Shim
{
    private const string Library = "TorchSharpShim";

    static Shim()
    {
        NativeLibraries.Register(typeof(Shim).Assembly, Library, "libTorchSharpShim.so");
        Startup.Run();
    }

    [LibraryImport(Library)] private static partial byte* shim_last_error(out int kind);
    [LibraryImport(Library)] public static partial byte* shim_version();
    [LibraryImport(Library)] public static partial void shim_free(IntPtr handle);
    [LibraryImport(Library)] public static partial void shim_free_many(IntPtr* handles, int count);
    [LibraryImport(Library)] public static partial void shim_retain(IntPtr handle);
    [LibraryImport(Library)] public static partial void shim_free_memory(void* memory);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int shim_operator(string name, string overload, out IntPtr op);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int shim_operator_exists(string name, string overload);
    [LibraryImport(Library)]
    public static partial int shim_call(IntPtr op, NativeValue* values, int count, NativeValue* results, int capacity);

    [LibraryImport(Library)] public static partial int shim_info(IntPtr handle, NativeInfo* info);
    [LibraryImport(Library)]
    public static partial int shim_from_host(void* data, long* sizes, int dimensions, int dtype, int device,
        out IntPtr result);
    [LibraryImport(Library)] public static partial int shim_to_host(IntPtr handle, void* target, long bytes);
    [LibraryImport(Library)] public static partial int shim_item(IntPtr handle, out NativeValue value);
    [LibraryImport(Library)] public static partial int shim_to_string(IntPtr handle, out byte* text);

    [LibraryImport(Library)] public static partial int shim_set_requires_grad(IntPtr handle, int value);
    [LibraryImport(Library)] public static partial int shim_grad(IntPtr handle, out IntPtr grad);
    [LibraryImport(Library)] public static partial int shim_set_grad(IntPtr handle, IntPtr grad);
    [LibraryImport(Library)] public static partial int shim_grads(IntPtr* handles, int count, IntPtr* grads);
    [LibraryImport(Library)] public static partial int shim_zero_grads(IntPtr* handles, int count, int drop);
    [LibraryImport(Library)] public static partial int shim_set_data(IntPtr handle, IntPtr other);
    [LibraryImport(Library)]
    public static partial int shim_backward(IntPtr* outputs, int count, IntPtr* grads, int gradCount, IntPtr* inputs,
        int inputCount, int retain, int create);
    [LibraryImport(Library)]
    public static partial int shim_autograd_grad(IntPtr* outputs, int count, IntPtr* inputs, int inputCount,
        IntPtr* grads,
        int gradCount, int retain, int create, int allowUnused, IntPtr* results);
    [LibraryImport(Library)] public static partial int shim_grad_enabled();
    [LibraryImport(Library)] public static partial void shim_set_grad_enabled(int value);
    [LibraryImport(Library)] public static partial int shim_inference_enabled();
    [LibraryImport(Library)] public static partial IntPtr shim_inference_begin(int value);
    [LibraryImport(Library)] public static partial void shim_inference_end(IntPtr mode);

    [LibraryImport(Library)] public static partial int shim_tune_malloc();
    [LibraryImport(Library)] public static partial int shim_seed(long seed);
    [LibraryImport(Library)] public static partial int shim_generator(int device, out IntPtr generator);
    [LibraryImport(Library)] public static partial int shim_default_generator(int device, out IntPtr generator);
    [LibraryImport(Library)] public static partial void shim_generator_free(IntPtr generator);
    [LibraryImport(Library)] public static partial int shim_generator_seed(IntPtr generator, long seed);
    [LibraryImport(Library)] public static partial int shim_generator_initial_seed(IntPtr generator, out long seed);
    [LibraryImport(Library)] public static partial int shim_generator_state(IntPtr generator, out IntPtr state);
    [LibraryImport(Library)] public static partial int shim_set_generator_state(IntPtr generator, IntPtr state);
    [LibraryImport(Library)] public static partial int shim_threads();
    [LibraryImport(Library)] public static partial int shim_set_threads(int count);
    [LibraryImport(Library)] public static partial int shim_interop_threads();
    [LibraryImport(Library)] public static partial int shim_set_interop_threads(int count);
    [LibraryImport(Library)] public static partial int shim_cuda_devices();
    [LibraryImport(Library)] public static partial int shim_has_cudnn();
    [LibraryImport(Library)] public static partial int shim_deterministic(int value);
    [LibraryImport(Library)] public static partial int shim_backend_flag(int what, int value);

    /// <summary>Turns a native failure into an exception, of the type that TorchSharp throws.</summary>
    public static int Check(int code)
    {
        if (code < 0)
            Throw();
        return code;
    }

    private static void Throw()
    {
        var message = Marshal.PtrToStringUTF8((IntPtr)shim_last_error(out _)) ?? "unknown native failure";
        // What follows the first line lists kernels and registrations.
        throw new ExternalException(message.Split('\n', 2)[0]);
    }

    public static string TakeString(byte* text)
    {
        var copy = Marshal.PtrToStringUTF8((IntPtr)text)!;
        shim_free_memory(text);
        return copy;
    }
}

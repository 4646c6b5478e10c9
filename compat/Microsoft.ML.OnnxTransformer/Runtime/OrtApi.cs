using System.Runtime.InteropServices;
using System.Text;
using MLNetDeep.Compat.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// ONNX Runtime's C API: one native library, one table of function pointers and one environment in the process.
/// The table only ever grows at its end, so an index keeps its meaning in later libraries.
/// </summary>
internal sealed unsafe class OrtApi
{
    /// <summary>Positions inside <c>struct OrtApi</c>.</summary>
    internal static class Slot
    {
        public const int GetErrorCode = 1, GetErrorMessage = 2, CreateEnv = 3, DisableTelemetryEvents = 6,
            CreateSessionFromArray = 8, Run = 9, CreateSessionOptions = 10, SetIntraOpNumThreads = 24, SetInterOpNumThreads = 25, SessionGetInputCount = 30, SessionGetOutputCount = 31,
            SessionGetInputTypeInfo = 33, SessionGetOutputTypeInfo = 34, SessionGetInputName = 36,
            SessionGetOutputName = 37, CreateTensorAsOrtValue = 48, CreateTensorWithDataAsOrtValue = 49,
            GetTensorMutableData = 51, FillStringTensor = 52, GetStringTensorDataLength = 53,
            GetStringTensorContent = 54, CastTypeInfoToTensorInfo = 55, GetOnnxTypeFromTypeInfo = 56,
            GetTensorElementType = 60, GetDimensionsCount = 61, GetDimensions = 62, GetTensorTypeAndShape = 65,
            CreateCpuMemoryInfo = 69, AllocatorFree = 76, GetAllocatorWithDefaultOptions = 78, ReleaseStatus = 93,
            ReleaseSession = 95, ReleaseValue = 96, ReleaseTypeInfo = 98, ReleaseTensorTypeAndShapeInfo = 99,
            ReleaseSessionOptions = 100;
    }

    private const string Library = "libonnxruntime.so.1";
    private const uint ApiVersion = 17;
    private static readonly Lazy<OrtApi> Shared = new(() => new OrtApi());

    private OrtApi()
    {
        nint library = NativeLibraries.Load(Library);
        var getBase = (delegate* unmanaged<void**>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        Table = (void**)((delegate* unmanaged<uint, nint>)getBase()[0])(ApiVersion);
        if (Table == null)
            throw new NotSupportedException($"The ONNX Runtime found does not offer version {ApiVersion} of its C API.");

        nint environment, memory, allocator;
        fixed (byte* id = "Microsoft.ML"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)Table[Slot.CreateEnv])(3, id, &environment));
        Check(((delegate* unmanaged<nint, nint>)Table[Slot.DisableTelemetryEvents])(environment));
        Check(((delegate* unmanaged<int, int, nint*, nint>)Table[Slot.CreateCpuMemoryInfo])(1, 0, &memory));
        Check(((delegate* unmanaged<nint*, nint>)Table[Slot.GetAllocatorWithDefaultOptions])(&allocator));
        (Environment, CpuMemory, Allocator) = (environment, memory, allocator);
    }

    public static OrtApi Instance => Shared.Value;

    public void** Table { get; }

    public nint Environment { get; }

    public nint CpuMemory { get; }

    public nint Allocator { get; }

    /// <summary>Turns the status that a call returned into an exception, if it is one.</summary>
    public void Check(nint status)
    {
        if (status == 0)
            return;
        int code = ((delegate* unmanaged<nint, int>)Table[Slot.GetErrorCode])(status);
        nint text = ((delegate* unmanaged<nint, nint>)Table[Slot.GetErrorMessage])(status);
        string message = Marshal.PtrToStringUTF8(text) ?? "";
        Release(Slot.ReleaseStatus, status);
        throw new OnnxRuntimeException(code, message);
    }

    public void Release(int index, nint handle)
    {
        if (handle != 0)
            ((delegate* unmanaged<nint, void>)Table[index])(handle);
    }

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}

/// <summary>What ONNX Runtime answered instead of a result.</summary>
internal sealed class OnnxRuntimeException(int code, string message)
    : Exception($"[ErrorCode:{code}] {message}");

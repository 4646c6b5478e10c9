using System.Runtime.InteropServices;
using static Microsoft.ML.OnnxRuntime.OrtApi;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>An input or output as the model declares it; an unknown dimension is -1. Null dimensions: not a tensor.</summary>
internal sealed record OrtNode(string Name, OnnxElementType Type, long[]? Dimensions);

/// <summary>A loaded model. Runs may go on in parallel.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private static OrtApi Api => Instance;
    private nint _handle;

    public OrtSession(ReadOnlySpan<byte> model, int intraOpThreads, int interOpThreads)
    {
        _handle = Create(model, intraOpThreads, interOpThreads);
        Inputs = Describe(Slot.SessionGetInputCount, Slot.SessionGetInputName, Slot.SessionGetInputTypeInfo);
        Outputs = Describe(Slot.SessionGetOutputCount, Slot.SessionGetOutputName, Slot.SessionGetOutputTypeInfo);
    }

    ~OrtSession()
    {
        // Nothing was made where the library is missing, and a finalizer that throws ends the process.
        if (_handle != 0)
            Api.Release(Slot.ReleaseSession, _handle);
    }

    public OrtNode[] Inputs { get; }

    public OrtNode[] Outputs { get; }

    /// <summary>Computes the outputs named. The values that come back are the caller's to dispose.</summary>
    public OrtValue[] Run(nint[] inputNames, OrtValue[] inputs, nint[] outputNames)
    {
        nint* values = stackalloc nint[inputs.Length];
        nint* results = stackalloc nint[outputNames.Length];
        for (int i = 0; i < inputs.Length; i++)
            values[i] = inputs[i].Handle;
        new Span<nint>(results, outputNames.Length).Clear();
        fixed (nint* inNames = inputNames, outNames = outputNames)
        {
            Api.Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)
                Api.Table[Slot.Run])(_handle, 0, inNames, values, (nuint)inputs.Length, outNames,
                (nuint)outputNames.Length, results));
        }
        GC.KeepAlive(this);
        var outputs = new OrtValue[outputNames.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = new OrtValue(results[i]);
        return outputs;
    }

    public void Dispose()
    {
        Api.Release(Slot.ReleaseSession, Interlocked.Exchange(ref _handle, 0));
        GC.SuppressFinalize(this);
    }

    private static nint Create(ReadOnlySpan<byte> model, int intraOpThreads, int interOpThreads)
    {
        nint options, session;
        Api.Check(((delegate* unmanaged<nint*, nint>)Api.Table[Slot.CreateSessionOptions])(&options));
        try
        {
            SetOption(Slot.SetIntraOpNumThreads, options, intraOpThreads);
            SetOption(Slot.SetInterOpNumThreads, options, interOpThreads);
            fixed (byte* bytes = model)
            {
                Api.Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)
                    Api.Table[Slot.CreateSessionFromArray])(
                    Api.Environment, bytes, (nuint)model.Length, options, &session));
            }
            return session;
        }
        finally
        {
            Api.Release(Slot.ReleaseSessionOptions, options);
        }
    }

    private static void SetOption(int index, nint options, int value) =>
        Api.Check(((delegate* unmanaged<nint, int, nint>)Api.Table[index])(options, value));

    private OrtNode[] Describe(int countIndex, int nameIndex, int typeIndex)
    {
        nuint count;
        Api.Check(((delegate* unmanaged<nint, nuint*, nint>)Api.Table[countIndex])(_handle, &count));
        var nodes = new OrtNode[count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            nint type;
            Api.Check(((delegate* unmanaged<nint, nuint, nint, byte**, nint>)Api.Table[nameIndex])(
                _handle, i, Api.Allocator, &name));
            string text = Marshal.PtrToStringUTF8((nint)name)!;
            Api.Check(((delegate* unmanaged<nint, void*, nint>)Api.Table[Slot.AllocatorFree])(Api.Allocator, name));
            Api.Check(((delegate* unmanaged<nint, nuint, nint*, nint>)Api.Table[typeIndex])(_handle, i, &type));
            nodes[i] = DescribeType(text, type);
            Api.Release(Slot.ReleaseTypeInfo, type);
        }
        return nodes;
    }

    private static OrtNode DescribeType(string name, nint type)
    {
        nint tensor;
        int element;
        nuint rank;
        Api.Check(((delegate* unmanaged<nint, nint*, nint>)Api.Table[Slot.CastTypeInfoToTensorInfo])(type, &tensor));
        if (tensor == 0)
            return new OrtNode(name, OnnxElementType.Undefined, null);
        Api.Check(((delegate* unmanaged<nint, int*, nint>)Api.Table[Slot.GetTensorElementType])(tensor, &element));
        Api.Check(((delegate* unmanaged<nint, nuint*, nint>)Api.Table[Slot.GetDimensionsCount])(tensor, &rank));
        long[] dims = new long[rank];
        fixed (long* p = dims)
            Api.Check(((delegate* unmanaged<nint, long*, nuint, nint>)Api.Table[Slot.GetDimensions])(tensor, p, rank));
        return new OrtNode(name, (OnnxElementType)element, dims);
    }
}

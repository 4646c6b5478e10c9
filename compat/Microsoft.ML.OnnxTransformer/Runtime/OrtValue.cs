using System.Runtime.InteropServices;
using System.Text;
using static Microsoft.ML.OnnxRuntime.OrtApi;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The element types of tensors, numbered as both ONNX and ONNX Runtime number them.</summary>
internal enum OnnxElementType
{
    Undefined, Float, UInt8, Int8, UInt16, Int16, Int32, Int64, String, Bool, Float16, Double, UInt32, UInt64,
}

/// <summary>A tensor that ONNX Runtime knows: over a pinned managed array, of strings, or one that it made itself.</summary>
internal sealed unsafe class OrtValue : IDisposable
{
    private static readonly OrtApi Api = Instance;
    private GCHandle _pin;

    internal OrtValue(nint handle) => Handle = handle;

    public nint Handle { get; private set; }

    /// <summary>Shows a managed array to ONNX Runtime: what is written to the array later is seen by the next run.</summary>
    public static OrtValue Over<T>(T[] data, OnnxElementType type, long[] shape)
        where T : unmanaged
    {
        var pin = GCHandle.Alloc(data, GCHandleType.Pinned);
        nint handle;
        fixed (long* dims = shape)
        {
            Api.Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)
                Api.Table[Slot.CreateTensorWithDataAsOrtValue])(
                Api.CpuMemory, (void*)pin.AddrOfPinnedObject(), (nuint)data.Length * (nuint)sizeof(T), dims,
                (nuint)shape.Length, (int)type, &handle));
        }
        return new OrtValue(handle) { _pin = pin };
    }

    public static OrtValue OfStrings(int count, long[] shape)
    {
        nint handle;
        fixed (long* dims = shape)
        {
            Api.Check(((delegate* unmanaged<nint, long*, nuint, int, nint*, nint>)
                Api.Table[Slot.CreateTensorAsOrtValue])(
                Api.Allocator, dims, (nuint)shape.Length, (int)OnnxElementType.String, &handle));
        }
        var value = new OrtValue(handle);
        value.FillStrings(new ReadOnlyMemory<char>[count]);
        return value;
    }

    public void FillStrings(ReadOnlySpan<ReadOnlyMemory<char>> texts)
    {
        nint[] pointers = new nint[texts.Length];
        try
        {
            for (int i = 0; i < texts.Length; i++)
                pointers[i] = Marshal.StringToCoTaskMemUTF8(texts[i].ToString());
            fixed (nint* p = pointers)
            {
                Api.Check(((delegate* unmanaged<nint, nint*, nuint, nint>)Api.Table[Slot.FillStringTensor])(
                    Handle, p, (nuint)texts.Length));
            }
        }
        finally
        {
            foreach (nint pointer in pointers)
                Marshal.FreeCoTaskMem(pointer);
        }
    }

    public long[] Shape()
    {
        nint info;
        nuint rank;
        Api.Check(((delegate* unmanaged<nint, nint*, nint>)Api.Table[Slot.GetTensorTypeAndShape])(Handle, &info));
        try
        {
            Api.Check(((delegate* unmanaged<nint, nuint*, nint>)Api.Table[Slot.GetDimensionsCount])(info, &rank));
            long[] shape = new long[rank];
            fixed (long* p = shape)
            {
                Api.Check(((delegate* unmanaged<nint, long*, nuint, nint>)Api.Table[Slot.GetDimensions])(
                    info, p, rank));
            }
            return shape;
        }
        finally
        {
            Api.Release(Slot.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    /// <summary>The numbers, in ONNX Runtime's own memory: valid until this value is disposed.</summary>
    public ReadOnlySpan<T> Data<T>()
        where T : unmanaged
    {
        void* data;
        Api.Check(((delegate* unmanaged<nint, void**, nint>)Api.Table[Slot.GetTensorMutableData])(Handle, &data));
        return new ReadOnlySpan<T>(data, Count());
    }

    public ReadOnlyMemory<char>[] Strings()
    {
        int count = Count();
        nuint length;
        Api.Check(((delegate* unmanaged<nint, nuint*, nint>)Api.Table[Slot.GetStringTensorDataLength])(
            Handle, &length));
        byte[] bytes = new byte[length + 1];
        nuint[] offsets = new nuint[count + 1];
        fixed (byte* b = bytes)
        fixed (nuint* o = offsets)
        {
            Api.Check(((delegate* unmanaged<nint, byte*, nuint, nuint*, nuint, nint>)
                Api.Table[Slot.GetStringTensorContent])(Handle, b, length, o, (nuint)count));
        }
        offsets[count] = length;
        var texts = new ReadOnlyMemory<char>[count];
        for (int i = 0; i < count; i++)
        {
            var utf8 = bytes.AsSpan((int)offsets[i], (int)(offsets[i + 1] - offsets[i]));
            texts[i] = Encoding.UTF8.GetString(utf8).AsMemory();
        }
        return texts;
    }

    public void Dispose()
    {
        Api.Release(Slot.ReleaseValue, Handle);
        Handle = 0;
        if (_pin.IsAllocated)
            _pin.Free();
    }

    private int Count()
    {
        long count = 1;
        foreach (long dim in Shape())
            count *= dim;
        return checked((int)count);
    }
}

using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor with a copy of an array of any rank and element type.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null,
        bool requires_grad = false,
        string[]? names = null)
    {
        var shape = Enumerable.Range(0, rawArray.Rank).Select(i => (long)rawArray.GetLength(i)).ToArray();
        var type = TypeOf(rawArray.GetType().GetElementType()!);
        return FromMemory(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(rawArray),
            checked((int)(rawArray.LongLength * type.ElementSize()))), shape, type, dtype, device, requires_grad);
    }

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data,
        dtype, device);

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0,
        bool requires_grad = false)
    {
        var all = from_array(rawArray, null);
        var part = all.narrow(0, offset, count < 0 ? rawArray.LongLength - offset : count);
        return part.to_type(dtype).With(requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Op.One("arange.start_step", start, stop, step, dtype ?? TypeOfRange(start, stop, step), Arg.None, InitializeDevice(device))
            .With(requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Op.One("linspace", start, end, steps, dtype ?? defaultType, Arg.None, InitializeDevice(device)).With(requires_grad);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        Op.One("logspace", start, end, steps, @base, dtype ?? defaultType, Arg.None, InitializeDevice(device)).With(requires_grad);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Op.One("eye.m", rows, columns < 0 ? rows : columns, dtype ?? defaultType, Arg.None, InitializeDevice(device)).With(requires_grad);

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Op.One("randint.low_generator", low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, InitializeDevice(device))
            .With(requires_grad);

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        Op.One("randperm.generator", n, generator, dtype ?? ScalarType.Int64, Arg.None, InitializeDevice(device)).With(requires_grad);

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        empty(size, dtype, device).normal_(mean, std, generator).With(requires_grad);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) =>
        Op.One("normal.Tensor_Tensor", mean, std, generator);

    private static Tensor FromHost<T>(T[] values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        if (values.LongLength != shape.ToArray().TotalSize())
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {values.LongLength} values for " +
                $"shape [{string.Join(", ", shape.ToArray())}].");
        return FromMemory(MemoryMarshal.AsBytes<T>(values), shape, TypeOf(typeof(T)), dtype, device, requiresGrad);
    }

    private static unsafe Tensor FromMemory(ReadOnlySpan<byte> memory, ReadOnlySpan<long> shape, ScalarType type,
        ScalarType? dtype, Device? device, bool requiresGrad)
    {
        var target = InitializeDevice(device);
        IntPtr handle;
        fixed (byte* data = memory)
        fixed (long* sizes = shape)
            Shim.Check(Shim.shim_from_host(data, sizes, shape.Length, (int)type, target.Code, out handle));
        var result = new Tensor(handle, memory.Length);
        if (dtype is { } wanted && wanted != type)
            result = result.to_type(wanted, disposeAfter: true);
        return result.With(requiresGrad);
    }

    private static ScalarType TypeOfFill(Scalar value) => value.Type switch
    {
        ScalarType.Bool => ScalarType.Bool,
        _ when value.IsIntegral => ScalarType.Int64,
        _ when is_complex(value.Type) => value.Type,
        _ => defaultType,
    };

    private static ScalarType TypeOfRange(Scalar start, Scalar stop, Scalar step) =>
        start.IsIntegral && stop.IsIntegral && step.IsIntegral ? ScalarType.Int64 : defaultType;
}

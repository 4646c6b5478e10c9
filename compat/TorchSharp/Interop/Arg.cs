using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>One argument of an operator. What it refers to stays alive as long as it does.</summary>
internal readonly struct Arg
{
    public readonly object? Reference;
    public readonly long Bits;
    public readonly Tag Tag;

    private Arg(Tag tag, long bits = 0, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    private Arg(Tag tag, object? reference) : this(reference is null ? Tag.None : tag, 0, reference) { }

    /// <summary>No value: an optional argument's None, otherwise its default.</summary>
    public static Arg None => default;

    /// <summary>The default that the operator's schema states.</summary>
    public static Arg Default => new(Tag.Default);

    public static implicit operator Arg(Tensor? value) => new(Tag.Tensor, value);
    public static implicit operator Arg(long value) => new(Tag.Int, value);
    public static implicit operator Arg(int value) => new(Tag.Int, value);
    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Arg(ScalarType value) => new(Tag.Int, (long)value);
    public static implicit operator Arg(long? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(int? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(double? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(bool? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(long[]? value) => new(Tag.Ints, value);
    public static implicit operator Arg(double[]? value) => new(Tag.Doubles, value);
    public static implicit operator Arg(bool[]? value) => new(Tag.Bools, value);
    public static implicit operator Arg(Tensor?[]? value) => new(Tag.Tensors, value);
    public static implicit operator Arg(string? value) => new(Tag.String, value);
    public static implicit operator Arg(Device? value) => new(Tag.Device, value?.Code ?? 0, value);
    public static implicit operator Arg(Generator? value) => new(Tag.Generator, value);
    public static implicit operator Arg(Size value) => value.Shape;

    public static implicit operator Arg(Scalar? value) => value switch
    {
        null => default,
        { Kind: Tag.Complex } => new(Tag.Complex, 0, value),
        _ => new(value.Kind, value.Bits),
    };

    /// <summary>How many 8-byte cells the value needs beside its own 16 bytes.</summary>
    public int Cells => Tag switch
    {
        Tag.Ints or Tag.Doubles or Tag.Tensors => ((Array)Reference!).Length,
        Tag.Bools => (((bool[])Reference!).Length + 7) / 8,
        Tag.String => (System.Text.Encoding.UTF8.GetMaxByteCount(((string)Reference!).Length) + 7) / 8,
        Tag.Complex => 2,
        _ => 0,
    };

    /// <summary>Writes the native form; lists go to <paramref name="cells"/>, which is moved on.</summary>
    public unsafe void Write(NativeValue* target, ref long* cells)
    {
        target->Tag = Tag;
        target->Length = 0;
        target->Int = Bits;
        switch (Tag)
        {
            case Tag.Tensor:
                target->Pointer = Unsafe.As<Tensor>(Reference!).Handle;
                break;
            case Tag.Generator:
                target->Pointer = ((Generator)Reference!).Handle;
                break;
            case Tag.Ints:
                Copy((long[])Reference!, target, ref cells);
                break;
            case Tag.Doubles:
                Copy((double[])Reference!, target, ref cells);
                break;
            case Tag.Bools:
                Copy((bool[])Reference!, target, ref cells);
                break;
            case Tag.Tensors:
                CopyHandles((Tensor?[])Reference!, target, ref cells);
                break;
            case Tag.String:
                var text = (string)Reference!;
                target->Pointer = (IntPtr)cells;
                target->Length = System.Text.Encoding.UTF8.GetBytes(text, new Span<byte>(cells, Cells * 8));
                cells += Cells;
                break;
            case Tag.Complex:
                var number = ((Scalar)Reference!).Complex;
                target->Pointer = (IntPtr)cells;
                *(double*)cells++ = number.Real;
                *(double*)cells++ = number.Imaginary;
                break;
        }
    }

    private static unsafe void Copy<T>(T[] values, NativeValue* target, ref long* cells) where T : unmanaged
    {
        values.CopyTo(new Span<T>(cells, values.Length));
        target->Pointer = (IntPtr)cells;
        target->Length = values.Length;
        cells += (values.Length * sizeof(T) + 7) / 8;
    }

    private static unsafe void CopyHandles(Tensor?[] tensors, NativeValue* target, ref long* cells)
    {
        target->Pointer = (IntPtr)cells;
        target->Length = tensors.Length;
        foreach (var tensor in tensors)
            *cells++ = tensor?.Handle ?? 0;
    }
}

using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => defaultType;

    public static void set_default_dtype(ScalarType dtype) => defaultType = dtype;

    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    public static bool is_integral(ScalarType type) => type is >= ScalarType.Byte and <= ScalarType.Int64 or ScalarType.Bool;

    /// <summary>The element type that values of a .NET type are stored as.</summary>
    internal static ScalarType TypeOf(Type type)
    {
        if (type == typeof(float)) return ScalarType.Float32;
        if (type == typeof(double)) return ScalarType.Float64;
        if (type == typeof(long)) return ScalarType.Int64;
        if (type == typeof(int)) return ScalarType.Int32;
        if (type == typeof(short)) return ScalarType.Int16;
        if (type == typeof(byte)) return ScalarType.Byte;
        if (type == typeof(sbyte)) return ScalarType.Int8;
        if (type == typeof(bool)) return ScalarType.Bool;
        if (type == typeof(Half)) return ScalarType.Float16;
        if (type == typeof((float, float))) return ScalarType.ComplexFloat32;
        if (type == typeof(Complex)) return ScalarType.ComplexFloat64;
        throw new ArgumentException($"Tensors cannot hold values of type {type.Name}.");
    }

    internal static bool Holds(ScalarType dtype, Type type) => TypeOf(type) == dtype;
}

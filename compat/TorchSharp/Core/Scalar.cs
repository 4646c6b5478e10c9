using System.Numerics;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number of any kind, as an argument.</summary>
public sealed class Scalar : IDisposable
{
    internal Tag Kind { get; }
    internal long Bits { get; }
    internal Complex Complex { get; }

    private Scalar(long value, ScalarType type)
    {
        Kind = type == ScalarType.Bool ? Tag.Bool : Tag.Int;
        Bits = value;
        Type = type;
    }

    private Scalar(double value, ScalarType type)
    {
        Kind = Tag.Double;
        Bits = BitConverter.DoubleToInt64Bits(value);
        Type = type;
    }

    private Scalar(Complex value, ScalarType type)
    {
        Kind = Tag.Complex;
        Complex = value;
        Type = type;
    }

    public ScalarType Type { get; }

    internal double AsDouble => Kind switch
    {
        Tag.Double => BitConverter.Int64BitsToDouble(Bits),
        Tag.Complex => Complex.Real,
        _ => Bits,
    };

    internal bool IsIntegral => Kind is Tag.Int or Tag.Bool;

    public static implicit operator Scalar(byte value) => new(value, ScalarType.Byte);
    public static implicit operator Scalar(sbyte value) => new(value, ScalarType.Int8);
    public static implicit operator Scalar(short value) => new(value, ScalarType.Int16);
    public static implicit operator Scalar(int value) => new(value, ScalarType.Int32);
    public static implicit operator Scalar(long value) => new(value, ScalarType.Int64);
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, ScalarType.Bool);
    public static implicit operator Scalar(Half value) => new((double)value, ScalarType.Float16);
    public static implicit operator Scalar(float value) => new((double)value, ScalarType.Float32);
    public static implicit operator Scalar(double value) => new(value, ScalarType.Float64);
    public static implicit operator Scalar((float, float) value) => new(new Complex(value.Item1, value.Item2),
        ScalarType.ComplexFloat32);
    public static implicit operator Scalar(Complex value) => new(value, ScalarType.ComplexFloat64);

    internal static Scalar From(in NativeValue value, ScalarType type) => value.Tag switch
    {
        Tag.Double => new Scalar(value.Double, type),
        _ => new Scalar(value.Int, type),
    };

    public void Dispose() { }
}

public static class ScalarExtensionMethods
{
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;
    public static byte ToByte(this Scalar value) => (byte)value.ToInt64();
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.ToInt64();
    public static short ToInt16(this Scalar value) => (short)value.ToInt64();
    public static int ToInt32(this Scalar value) => (int)value.ToInt64();
    public static long ToInt64(this Scalar value) => value.IsIntegral ? value.Bits : (long)value.AsDouble;
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
}

namespace TorchSharp;

public enum DeviceType
{
    CPU = 0, CUDA = 1, MKLDNN = 2, OPENGL = 3, OPENCL = 4, IDEEP = 5, HIP = 6, FPGA = 7, MSNPU = 8, XLA = 9, MPS = 13, META = 14
}

public enum Padding { Valid = 0, Same = 1 }

public enum PaddingModes { Zeros = 0, Reflect = 1, Replicate = 2, Circular = 3, Constant = 4 }

public enum EmbeddingBagMode { Sum = 0, Mean = 1, Max = 2 }

public enum TensorStringStyle { Metadata, Julia, Numpy, CSharp, Default }

public static partial class torch
{
    public enum ScalarType : sbyte
    {
        Byte = 0, Int8 = 1, Int16 = 2, Int32 = 3, Int64 = 4, Float16 = 5, Float32 = 6, Float64 = 7,
        ComplexFloat32 = 9, ComplexFloat64 = 10, Bool = 11, BFloat16 = 15
    }

    public enum RoundingMode { None, trunc, floor }

    public static ScalarType uint8 = ScalarType.Byte;
    public static ScalarType int8 = ScalarType.Int8;
    public static ScalarType int16 = ScalarType.Int16;
    public static ScalarType @short = ScalarType.Int16;
    public static ScalarType int32 = ScalarType.Int32;
    public static ScalarType @int = ScalarType.Int32;
    public static ScalarType int64 = ScalarType.Int64;
    public static ScalarType @long = ScalarType.Int64;
    public static ScalarType float16 = ScalarType.Float16;
    public static ScalarType half = ScalarType.Float16;
    public static ScalarType float32 = ScalarType.Float32;
    public static ScalarType @float = ScalarType.Float32;
    public static ScalarType float64 = ScalarType.Float64;
    public static ScalarType @double = ScalarType.Float64;
    public static ScalarType bfloat16 = ScalarType.BFloat16;
    public static ScalarType @bool = ScalarType.Bool;
    public static ScalarType complex64 = ScalarType.ComplexFloat32;
    public static ScalarType cfloat = ScalarType.ComplexFloat32;
    public static ScalarType complex128 = ScalarType.ComplexFloat64;
    public static ScalarType cdouble = ScalarType.ComplexFloat64;

    public const TensorStringStyle csharp = TensorStringStyle.CSharp;
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;
}

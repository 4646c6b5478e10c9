using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The kinds of value that cross the border; mirrors the enumeration of native/shim.h.</summary>
internal enum Tag
{
    None, Tensor, Int, Double, Bool, Ints, Doubles, Bools, Tensors, String, Device, Default, Complex, Generator, Scalars
}

/// <summary>One argument or result as the shim sees it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(4)] public int Length;
    [FieldOffset(8)] public long Int;
    [FieldOffset(8)] public double Double;
    [FieldOffset(8)] public IntPtr Pointer;
}

/// <summary>The properties of a tensor, read in one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeInfo
{
    public void* Data;
    public long* Sizes;
    public long* Strides;
    public long Elements;
    public long StorageOffset;
    public int Dimensions;
    public int ElementSize;
    public short DType;
    public sbyte DeviceType, DeviceIndex, RequiresGrad, IsLeaf, IsContiguous, Layout;
}

using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep.Common;

/// <summary>
/// Arithmetic between tensors and numbers. TorchSharp takes a number as a <see cref="Scalar"/>, made on the way (in sums of two
/// tensors too, for their hidden factor), which the garbage collector may free while the native call still reads it: the call then fails, rarely
/// and without a reason to be seen. Here every scalar is held until the call has returned. No other code makes one; the build refuses it.
/// </summary>
internal static class Arithmetic
{
    private static readonly Scalar Zero = 0.ToScalar(), One = 1.ToScalar();

    /// <summary>A tensor of one number.</summary>
    public static Tensor Full(long[] shape, double value, ScalarType type, Device device)
    {
        using var held = value.ToScalar();
        return full(shape, held, type, device);
    }

    /// <summary>x + y.</summary>
    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>x, with rows added to those of these numbers.</summary>
    public static Tensor PlusRows(this Tensor x, Tensor numbers, Tensor rows) => x.index_add(0, numbers, rows, One);

    /// <summary>x + y.</summary>
    public static Tensor Plus(this Tensor x, double y)
    {
        using var held = y.ToScalar();
        return x.add(held, One);
    }

    /// <summary>x + factor y.</summary>
    public static Tensor PlusTimes(this Tensor x, Tensor y, double factor)
    {
        using var held = factor.ToScalar();
        return x.add(y, held);
    }

    /// <summary>x + a b.</summary>
    public static Tensor PlusProduct(this Tensor x, Tensor a, Tensor b) => x.addcmul(a, b, One);

    /// <summary>x - y.</summary>
    public static Tensor Minus(this Tensor x, double y)
    {
        using var held = y.ToScalar();
        return x.sub(held);
    }

    /// <summary>x y, in the type of x where that is real.</summary>
    public static Tensor Times(this Tensor x, double y)
    {
        using var held = y.ToScalar();
        return x.mul(held);
    }

    /// <summary>x / y, in the type of x where that is real.</summary>
    public static Tensor Over(this Tensor x, double y)
    {
        using var held = y.ToScalar();
        return x.div(held);
    }

    /// <summary>x ← x + y.</summary>
    public static Tensor AddInPlace(this Tensor x, Tensor y) => x.add_(y, One);

    /// <summary>x ← x + factor y.</summary>
    public static Tensor AddInPlace(this Tensor x, Tensor y, double factor)
    {
        using var held = factor.ToScalar();
        return x.add_(y, held);
    }

    /// <summary>x ← x + y.</summary>
    public static Tensor AddInPlace(this Tensor x, double y)
    {
        using var held = y.ToScalar();
        return x.add_(held, One);
    }

    /// <summary>x ← x + y, for whole numbers.</summary>
    public static Tensor AddInPlace(this Tensor x, long y)
    {
        using var held = y.ToScalar();
        return x.add_(held, One);
    }

    /// <summary>x ← x y.</summary>
    public static Tensor MultiplyInPlace(this Tensor x, double y)
    {
        using var held = y.ToScalar();
        return x.mul_(held);
    }

    /// <summary>x ← x y, for whole numbers.</summary>
    public static Tensor MultiplyInPlace(this Tensor x, long y)
    {
        using var held = y.ToScalar();
        return x.mul_(held);
    }

    /// <summary>x ← x / y.</summary>
    public static Tensor DivideInPlace(this Tensor x, double y)
    {
        using var held = y.ToScalar();
        return x.div_(held);
    }

    /// <summary>x ← x + factor a b.</summary>
    public static Tensor AddProductInPlace(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using var held = factor.ToScalar();
        return x.addcmul_(a, b, held);
    }

    /// <summary>x ← x + factor a / b.</summary>
    public static Tensor AddQuotientInPlace(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using var held = factor.ToScalar();
        return x.addcdiv_(a, b, held);
    }

    /// <summary>The greater of x and a bound.</summary>
    public static Tensor AtLeast(this Tensor x, double bound)
    {
        using var held = bound.ToScalar();
        return x.clamp_min(held);
    }

    /// <summary>x ← the greater of x and a bound.</summary>
    public static Tensor AtLeastInPlace(this Tensor x, long bound)
    {
        using var held = bound.ToScalar();
        return x.clamp_min_(held);
    }

    /// <summary>x, or the bound that it lies beyond.</summary>
    public static Tensor Between(this Tensor x, double low, double high)
    {
        using Scalar from = low.ToScalar(), to = high.ToScalar();
        return x.clamp(from, to);
    }

    /// <summary>x ← x, or the bound that it lies beyond.</summary>
    public static Tensor ClampInPlace(this Tensor x, double low, double high)
    {
        using Scalar from = low.ToScalar(), to = high.ToScalar();
        return x.clamp_(from, to);
    }

    /// <summary>Whether x is above a bound.</summary>
    public static Tensor Above(this Tensor x, double bound)
    {
        using var held = bound.ToScalar();
        return x.gt(held);
    }

    /// <summary>x².</summary>
    public static Tensor Squared(this Tensor x) => x.mul(x);

    /// <summary>0, 1, 2, … as whole numbers. Shape: [count].</summary>
    public static Tensor Count(long count, Device? device = null)
    {
        using var held = count.ToScalar();
        return arange(Zero, held, One, ScalarType.Int64, device);
    }
}

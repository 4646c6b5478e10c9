using System.Runtime.InteropServices;
using MLNetDeep.Common;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLNetDeep.Graphs;

/// <summary>Rows that belong to owners: edges to the nodes they go to, nodes to their graphs. Reduces the rows of each owner to one.</summary>
/// <param name="owners">The owner of each row [rows] (Int64).</param>
/// <param name="count">How many owners.</param>
internal sealed class Segments(Tensor owners, long count)
{
    /// <summary>The owner of each row [rows].</summary>
    public Tensor Owners => owners;

    /// <summary>How many owners.</summary>
    public long Count => count;

    /// <summary>What each row's owner has [rows, width].</summary>
    /// <param name="values">What owners have [owners, width].</param>
    public Tensor Spread(Tensor values) => values.index_select(0, owners);

    /// <summary>The sums [owners, width] of rows [rows, width]; 0 where there is none.</summary>
    public Tensor Sum(Tensor rows) => zeros([count, .. rows.shape[1..]], rows.dtype, rows.device).PlusRows(owners, rows);

    /// <summary>How many rows each owner has [owners, 1], as real numbers.</summary>
    public Tensor Sizes() => Sum(ones(owners.shape[0], 1, device: owners.device));

    /// <summary>The means [owners, width]; 0 where there is no row.</summary>
    public Tensor Mean(Tensor rows) => Sum(rows).div(Sizes().AtLeast(1));

    /// <summary>
    /// The largest [owners, width] of each column; 0 where there is no row. Of several rows that are the largest each gets its share of the gradient.
    /// </summary>
    public Tensor Max(Tensor rows)
    {
        var largest = Spread(Largest(rows));
        var isLargest = rows.detach().eq(largest).to(rows.dtype);
        return Sum(rows.mul(isLargest)).div(Sum(isLargest).AtLeast(1));
    }

    /// <summary>Softmax over the rows of each owner [rows, width].</summary>
    public Tensor Softmax(Tensor rows)
    {
        var powers = Powers(rows);
        return powers.div(Spread(Sum(powers)));
    }

    /// <summary>What <see cref="Softmax"/> divides by its sum for each owner: powers of e [rows, width], the largest of each owner 1.</summary>
    public Tensor Powers(Tensor rows) => rows.sub(Spread(Largest(rows))).exp();

    // libtorch's operators for this are not in TorchSharp: on the CPU, without a gradient.
    private Tensor Largest(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var (width, onCpu) = ((int)rows.shape[1], Arithmetic.Full([count, rows.shape[1]], double.NegativeInfinity, ScalarType.Float32, CPU));
        var values = Numbers<float>(rows.detach().to(ScalarType.Float32));
        var largest = MemoryMarshal.Cast<byte, float>(onCpu.bytes);
        var row = 0;
        foreach (var place in Numbers<long>(owners))
        {
            var slot = largest.Slice((int)place * width, width);
            TensorPrimitives.Max(slot, values.Slice(row++ * width, width), slot);
        }
        foreach (ref var value in largest)
            if (float.IsNegativeInfinity(value)) value = 0;
        return onCpu.to(rows.device).MoveToOuterDisposeScope();
    }

    private static ReadOnlySpan<T> Numbers<T>(Tensor tensor)
        where T : struct => MemoryMarshal.Cast<byte, T>(tensor.cpu().contiguous().bytes);
}

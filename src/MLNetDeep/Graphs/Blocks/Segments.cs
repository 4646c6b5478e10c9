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
        var powers = rows.sub(Spread(Largest(rows))).exp();
        return powers.div(Spread(Sum(powers)));
    }

    // libtorch's operators for this are not in TorchSharp: on the CPU, without a gradient.
    private Tensor Largest(Tensor rows)
    {
        var (values, width) = (Tensors.ToFloats(rows), (int)rows.shape[1]);
        using var onCpu = owners.cpu();
        var places = MemoryMarshal.Cast<byte, long>(onCpu.bytes);
        var largest = new float[count * width];
        Array.Fill(largest, float.NegativeInfinity);
        var row = 0;
        foreach (var place in places)
        {
            var slot = largest.AsSpan((int)place * width, width);
            TensorPrimitives.Max(slot, values.AsSpan(row++ * width, width), slot);
        }
        for (var i = 0; i < largest.Length; i++)
            if (float.IsNegativeInfinity(largest[i])) largest[i] = 0;
        return Tensors.OfFloats(largest, rows.device, count, width);
    }
}

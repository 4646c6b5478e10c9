using MLNetDeep.Common;
using MLNetDeep.Generative.Tables;
using static TorchSharp.torch;

namespace MLNetDeep.AutoML.Fidelity;

/// <summary>How far rows are from the nearest of a table.</summary>
internal sealed class NearestRows(SynthesizedTable table, RawTable real)
{
    private const int Chunk = 256, MostRows = 5000;

    // Below, two rows are equal but for rounding.
    private const float Equal = 1e-3f;

    /// <summary>The median over the first rows, and the share of such that are equal to one of the table.</summary>
    public (double Median, double Copies) Of(RawTable rows)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Tensor points = RowSpace.Of(table, table.Encode(real, null));
        Tensor asked = RowSpace.Of(table, table.Encode(rows.Pick([.. Enumerable.Range(0, Math.Min(MostRows, rows.Rows))]), null));
        var distances = new List<float>();
        for (long from = 0; from < asked.shape[0]; from += Chunk)
        {
            using var inner = NewDisposeScope();
            distances.AddRange(Tensors.ToFloats(cdist(asked.narrow(0, from, Math.Min(Chunk, asked.shape[0] - from)), points).amin([1])));
        }
        distances.Sort();
        return (distances[distances.Count / 2], distances.Count(distance => distance < Equal) / (double)distances.Count);
    }
}

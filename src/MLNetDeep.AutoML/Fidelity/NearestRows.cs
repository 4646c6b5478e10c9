using MLNetDeep.Common;
using MLNetDeep.Generative.Tables;
using static TorchSharp.torch;

namespace MLNetDeep.AutoML.Fidelity;

/// <summary>How far rows are from the nearest of a table.</summary>
internal sealed class NearestRows(SynthesizedTable table, RawTable real)
{
    private const int Chunk = 256, MostRows = 5000;

    /// <summary>The share of rows that are equal to one of the table.</summary>
    public double Copies(RawTable rows)
    {
        HashSet<string> known = [.. Keys(real)];
        return Keys(rows).Count(known.Contains) / (double)rows.Rows;
    }

    /// <summary>The median over the first rows.</summary>
    public double Median(RawTable rows)
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
        return distances[distances.Count / 2];
    }

    private static IEnumerable<string> Keys(RawTable rows) => Enumerable.Range(0, rows.Rows).Select(rows.Key);
}

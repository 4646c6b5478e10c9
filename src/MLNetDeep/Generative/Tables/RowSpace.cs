using MLNetDeep.Common;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative.Tables;

/// <summary>Rows as points: numbers as normal deviates of their ranks, categories one-hot, so that two different ones are 1 apart.</summary>
internal static class RowSpace
{
    /// <summary>Points of encoded rows [rows, numbers + sum of categories].</summary>
    public static Tensor Of(SynthesizedTable table, float[] encoded)
    {
        var rows = Tensors.OfFloats(encoded, encoded.Length / table.Width, table.Width);
        List<Tensor> parts = [SynthesizerModule.Deviates(rows.narrow(1, 0, table.NumberColumns.Count))];
        foreach (var (i, count) in table.Categories.Index())
            // What was not learned is 0 everywhere.
            parts.Add(functional.one_hot(rows.select(1, table.NumberColumns.Count + i).Plus(1).to(ScalarType.Int64), count + 1).narrow(1, 1, count).to(ScalarType.Float32).Over(Math.Sqrt(2)));
        return cat(parts, 1);
    }
}

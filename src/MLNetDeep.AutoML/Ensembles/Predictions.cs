using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>What a model predicted for rows that it was not trained on: a probability for each class, the probability of true, or a number.</summary>
/// <param name="Values">Row by row.</param>
/// <param name="Width">Numbers a row.</param>
internal sealed record Predictions(float[] Values, int Width)
{
    public int Rows => Width == 0 ? 0 : Values.Length / Width;

    /// <summary>Reads them from scored rows: of probabilities where there are some, else of scores.</summary>
    public static Predictions Of(IDataView scored, PredictionTask task)
    {
        string column = task.Key == "binary" ? "Probability" : "Score";
        if (scored.Schema[column].Type is not VectorDataViewType vector)
            return new Predictions([.. scored.GetColumn<float>(column)], 1);
        return new Predictions([.. scored.GetColumn<float[]>(column).SelectMany(row => row)], vector.Size);
    }

    /// <summary>Those of several folds, one behind the other.</summary>
    public static Predictions Join(IReadOnlyList<Predictions> folds) => new([.. folds.SelectMany(f => f.Values)], folds[0].Width);

    /// <summary>The weighted mean of those of the members of an ensemble; null where some member has none.</summary>
    public static Predictions? Mean(IReadOnlyList<EnsembleMember> members, IReadOnlyDictionary<int, Predictions> all)
    {
        if (!members.All(m => all.ContainsKey(m.Trial)))
            return null;
        Predictions first = all[members[0].Trial];
        var mean = new float[first.Values.Length];
        foreach (EnsembleMember member in members)
            for (int i = 0; i < mean.Length; i++)
                mean[i] += (float)(member.Weight * all[member.Trial].Values[i]);
        return first with { Values = mean };
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var packed = new System.IO.Compression.BrotliStream(bytes, System.IO.Compression.CompressionLevel.Fastest))
        using (var writer = new BinaryWriter(packed))
        {
            writer.Write(Width);
            writer.Write(Values.Length);
            foreach (float value in Values)
                writer.Write(value);
        }
        return bytes.ToArray();
    }

    public static Predictions FromBytes(byte[] content)
    {
        using var reader = new BinaryReader(new System.IO.Compression.BrotliStream(new MemoryStream(content), System.IO.Compression.CompressionMode.Decompress));
        int width = reader.ReadInt32();
        var values = new float[reader.ReadInt32()];
        for (int i = 0; i < values.Length; i++)
            values[i] = reader.ReadSingle();
        return new Predictions(values, width);
    }
}

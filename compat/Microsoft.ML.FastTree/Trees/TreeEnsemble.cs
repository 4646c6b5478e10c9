namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of sums of trees.</summary>
public abstract class TreeEnsemble<T> where T : RegressionTreeBase
{
    private readonly T[] _trees;

    private protected TreeEnsemble(IEnumerable<T> trees, double bias)
    {
        _trees = [.. trees];
        Bias = bias;
    }

    public double Bias { get; }

    /// <summary>All 1: what a tree weighs is in its leaves.</summary>
    public IReadOnlyList<double> TreeWeights => [.. Enumerable.Repeat(1.0, _trees.Length)];

    public IReadOnlyList<T> Trees => _trees;

    internal float Score(ReadOnlySpan<float> features)
    {
        double sum = Bias;
        foreach (T tree in _trees)
            sum += tree.LeafValueArray[tree.LeafOf(features)];
        return (float)sum;
    }

    /// <summary>How much each feature's splits gained, the most being 1.</summary>
    internal float[] FeatureGains(int featureCount)
    {
        var gains = new double[featureCount];
        foreach (T tree in _trees)
            tree.AddGains(gains);
        double most = gains.Length == 0 ? 0 : gains.Max();
        return Array.ConvertAll(gains, g => most > 0 ? (float)(g / most) : 0);
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Bias);
        writer.Write(_trees.Length);
        foreach (T tree in _trees)
            tree.Save(writer);
    }

    private protected static IEnumerable<TTree> Load<TTree>(BinaryReader reader, Func<BinaryReader, TTree> load)
    {
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
            yield return load(reader);
    }
}

/// <summary>A sum of trees.</summary>
public sealed class RegressionTreeEnsemble : TreeEnsemble<RegressionTree>
{
    internal RegressionTreeEnsemble(IEnumerable<RegressionTree> trees, double bias) : base(trees, bias)
    {
    }

    internal static RegressionTreeEnsemble Load(BinaryReader reader)
    {
        double bias = reader.ReadDouble();
        return new(Load(reader, r => new RegressionTree(r)), bias);
    }
}

/// <summary>A forest.</summary>
public sealed class QuantileRegressionTreeEnsemble : TreeEnsemble<QuantileRegressionTree>
{
    internal QuantileRegressionTreeEnsemble(IEnumerable<QuantileRegressionTree> trees, double bias) : base(trees, bias)
    {
    }

    internal static QuantileRegressionTreeEnsemble Load(BinaryReader reader)
    {
        double bias = reader.ReadDouble();
        return new(Load(reader, r => new QuantileRegressionTree(r)), bias);
    }

    /// <summary>The same trees as a forest's.</summary>
    internal static QuantileRegressionTreeEnsemble Of(RegressionTreeEnsemble ensemble)
    {
        using var copy = new MemoryStream();
        using var writer = new BinaryWriter(copy);
        ensemble.Save(writer);
        writer.Flush();
        copy.Position = 0;
        using var reader = new BinaryReader(copy);
        return Load(reader);
    }
}

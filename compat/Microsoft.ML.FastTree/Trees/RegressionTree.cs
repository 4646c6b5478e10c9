using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// Base of trees. Children of a node are nodes from 0 on, or leaves as the complement of their index. A value up to
/// the threshold goes left.
/// </summary>
public abstract class RegressionTreeBase
{
    private readonly int[] _features;
    private readonly float[] _thresholds;
    private readonly bool[] _missingLeft;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly double[] _gains;

    private protected RegressionTreeBase(int nodes, int leaves)
    {
        _features = new int[nodes];
        _thresholds = new float[nodes];
        _missingLeft = new bool[nodes];
        _left = new int[nodes];
        _right = new int[nodes];
        _gains = new double[nodes];
        LeafValueArray = new double[leaves];
    }

    private protected RegressionTreeBase(BinaryReader reader)
    {
        _features = reader.ReadInts();
        _thresholds = reader.ReadSingles();
        _left = reader.ReadInts();
        _right = reader.ReadInts();
        _missingLeft = Array.ConvertAll(reader.ReadBytes(_features.Length), b => b != 0);
        _gains = ReadDoubles(reader, _features.Length);
        LeafValueArray = ReadDoubles(reader, reader.ReadInt32());
    }

    public IReadOnlyList<int> LeftChild => _left;

    public IReadOnlyList<int> RightChild => _right;

    public IReadOnlyList<int> NumericalSplitFeatureIndexes => _features;

    public IReadOnlyList<float> NumericalSplitThresholds => _thresholds;

    /// <summary>Whether a node splits by a set of categories: none does.</summary>
    public IReadOnlyList<bool> CategoricalSplitFlags => new bool[_features.Length];

    public IReadOnlyList<double> LeafValues => LeafValueArray;

    public IReadOnlyList<double> SplitGains => _gains;

    public int NumberOfLeaves => LeafValueArray.Length;

    public int NumberOfNodes => _features.Length;

    internal double[] LeafValueArray { get; }

    internal void SetNode(int node, int feature, float threshold, bool missingLeft, int left, int right, double gain)
    {
        _features[node] = feature;
        _thresholds[node] = threshold;
        _missingLeft[node] = missingLeft;
        _left[node] = left;
        _right[node] = right;
        _gains[node] = gain;
    }

    /// <summary>The leaf that a row of features comes to.</summary>
    internal int LeafOf(ReadOnlySpan<float> features)
    {
        if (_features.Length == 0)
            return 0;
        int node = 0;
        while (node >= 0)
        {
            float value = features[_features[node]];
            bool goesLeft = float.IsNaN(value) ? _missingLeft[node] : value <= _thresholds[node];
            node = goesLeft ? _left[node] : _right[node];
        }

        return ~node;
    }

    internal void Save(BinaryWriter writer)
    {
        writer.WriteInts(_features);
        writer.WriteSingles(_thresholds);
        writer.WriteInts(_left);
        writer.WriteInts(_right);
        writer.Write(Array.ConvertAll(_missingLeft, b => (byte)(b ? 1 : 0)));
        Array.ForEach(_gains, writer.Write);
        writer.Write(LeafValueArray.Length);
        Array.ForEach(LeafValueArray, writer.Write);
    }

    private static double[] ReadDoubles(BinaryReader reader, int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = reader.ReadDouble();
        return values;
    }
}

/// <summary>A tree whose leaves are numbers.</summary>
public sealed class RegressionTree : RegressionTreeBase
{
    internal RegressionTree(int nodes, int leaves) : base(nodes, leaves)
    {
    }

    internal RegressionTree(BinaryReader reader) : base(reader)
    {
    }
}

/// <summary>A tree of a forest.</summary>
public sealed class QuantileRegressionTree : RegressionTreeBase
{
    internal QuantileRegressionTree(BinaryReader reader) : base(reader)
    {
    }
}

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// Base of trees. Children of a node are nodes from 0 on, or leaves as the complement of their index. A value up to
/// the threshold goes left.
/// </summary>
public abstract class RegressionTreeBase
{
    private readonly Node[] _nodes;
    private readonly double[] _gains;

    private protected RegressionTreeBase(int nodes, int leaves)
    {
        _nodes = new Node[nodes];
        _gains = new double[nodes];
        LeafValueArray = new double[leaves];
    }

    private protected RegressionTreeBase(BinaryReader reader)
    {
        _nodes = new Node[reader.ReadInt32()];
        _gains = new double[_nodes.Length];
        for (int i = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = new Node(
                reader.ReadInt32(), reader.ReadSingle(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
            _gains[i] = reader.ReadDouble();
        }

        LeafValueArray = new double[reader.ReadInt32()];
        for (int i = 0; i < LeafValueArray.Length; i++)
            LeafValueArray[i] = reader.ReadDouble();
    }

    public IReadOnlyList<int> LeftChild => Array.ConvertAll(_nodes, n => n.Left);

    public IReadOnlyList<int> RightChild => Array.ConvertAll(_nodes, n => n.Right);

    public IReadOnlyList<int> NumericalSplitFeatureIndexes => Array.ConvertAll(_nodes, n => n.Feature);

    public IReadOnlyList<float> NumericalSplitThresholds => Array.ConvertAll(_nodes, n => n.Threshold);

    /// <summary>Whether a node splits by a set of categories: none does.</summary>
    public IReadOnlyList<bool> CategoricalSplitFlags => new bool[_nodes.Length];

    public IReadOnlyList<double> LeafValues => LeafValueArray;

    public IReadOnlyList<double> SplitGains => _gains;

    public int NumberOfLeaves => LeafValueArray.Length;

    public int NumberOfNodes => _nodes.Length;

    internal double[] LeafValueArray { get; }

    internal void SetNode(int node, int feature, float threshold, bool missingLeft, int left, int right, double gain)
    {
        _nodes[node] = new Node(feature, threshold, left, right, missingLeft);
        _gains[node] = gain;
    }

    /// <summary>Adds the gains of the splits to those of their features.</summary>
    internal void AddGains(double[] gains)
    {
        for (int i = 0; i < _nodes.Length; i++)
            gains[_nodes[i].Feature] += Math.Sqrt(Math.Max(0, _gains[i]));
    }

    /// <summary>The leaf that a row of features comes to.</summary>
    internal int LeafOf(ReadOnlySpan<float> features)
    {
        if (_nodes.Length == 0)
            return 0;
        int at = 0;
        while (at >= 0)
        {
            ref readonly Node node = ref _nodes[at];
            float value = features[node.Feature];
            bool goesLeft = value <= node.Threshold || (node.MissingLeft && float.IsNaN(value));
            at = goesLeft ? node.Left : node.Right;
        }

        return ~at;
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(_nodes.Length);
        for (int i = 0; i < _nodes.Length; i++)
        {
            writer.Write(_nodes[i].Feature);
            writer.Write(_nodes[i].Threshold);
            writer.Write(_nodes[i].Left);
            writer.Write(_nodes[i].Right);
            writer.Write(_nodes[i].MissingLeft);
            writer.Write(_gains[i]);
        }

        writer.Write(LeafValueArray.Length);
        Array.ForEach(LeafValueArray, writer.Write);
    }

    /// <summary>All that a step down the tree reads stands together.</summary>
    private readonly record struct Node(int Feature, float Threshold, int Left, int Right, bool MissingLeft);
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

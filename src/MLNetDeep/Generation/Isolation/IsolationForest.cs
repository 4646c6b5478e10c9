using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;

namespace MLNetDeep.Generation;

/// <summary>
/// Trees of random splits (Liu, Ting and Zhou, Isolation Forest, 2008). A tree is grown from a few rows: each split takes any number that differs, and any place between its smallest and its largest value, down to a
/// depth of log₂ of the rows. With h the mean depth at which a row ends, over all trees, plus what splits of the rows that end with it would add, its score is 2^(-h / c(rows)), where c(n) = 2 H(n - 1) - 2 (n - 1) / n is the
/// mean depth of a search that fails in a random tree of n.
/// </summary>
internal sealed class IsolationForest
{
    private const double Euler = 0.5772156649015329;
    private readonly List<long> _trees = [], _nodes = [], _features = [], _below = [], _others = [], _leafTrees = [], _leaves = [];
    private readonly List<float> _values = [], _depths = [];
    private readonly List<string> _modes = [];
    private readonly int _size, _deepest;
    private readonly Random _random;

    private IsolationForest(int size, Random random) => (_size, _deepest, _random) = (size, (int)Math.Ceiling(Math.Log2(size)), random);

    /// <summary>Grows a forest.</summary>
    /// <param name="rows">All rows; their order is changed.</param>
    /// <param name="trees">How many trees.</param>
    /// <param name="sampleSize">The most rows of a tree.</param>
    /// <param name="random">Draws rows and splits.</param>
    public static IsolationForest Grow(List<float[]> rows, int trees, int sampleSize, Random random)
    {
        var forest = new IsolationForest(Math.Min(sampleSize, rows.Count), random);
        for (var tree = 0; tree < trees; tree++)
        {
            for (var i = 0; i < forest._size; i++)
            {
                var drawn = random.Next(i, rows.Count);
                (rows[i], rows[drawn]) = (rows[drawn], rows[i]);
            }
            var next = 0;
            forest.Grow(tree, ref next, [.. rows.Take(forest._size)], 0);
        }
        return forest;
    }

    /// <summary>The mean depth of a search that fails in a random tree of so many rows.</summary>
    public static double MeanDepth(int rows) => rows < 2 ? 0 : rows == 2 ? 1 : (2 * (Math.Log(rows - 1) + Euler)) - (2.0 * (rows - 1) / rows);

    /// <summary>A graph from rows of numbers to score and threshold, and its output.</summary>
    public (byte[] Onnx, string[] Outputs) ToOnnx(int width, float threshold)
    {
        var graph = new OnnxGraph();
        var rows = graph.Input(SavedColumns.Features, OnnxElement.Float, [width]);
        graph.AddNode("TreeEnsembleRegressor", OnnxGraph.MlDomain, "forest", [rows], ["depth"],
            ("aggregate_function", "AVERAGE"), ("n_targets", 1L), ("nodes_treeids", _trees.ToArray()), ("nodes_nodeids", _nodes.ToArray()), ("nodes_featureids", _features.ToArray()), ("nodes_values", _values.ToArray()),
            ("nodes_modes", _modes.ToArray()), ("nodes_truenodeids", _below.ToArray()), ("nodes_falsenodeids", _others.ToArray()), ("target_treeids", _leafTrees.ToArray()), ("target_nodeids", _leaves.ToArray()),
            ("target_ids", new long[_leaves.Count]), ("target_weights", _depths.ToArray()));
        var score = graph.Node("Exp", [graph.Node("Mul", ["depth", graph.Constant(OnnxTensor.Scalar((float)(-Math.Log(2) / MeanDepth(_size))))])]);
        // ONNX Runtime wants what comes out to hang on what goes in.
        var bound = graph.Node("Add", [graph.Node("Mul", [score, graph.Constant(OnnxTensor.Scalar(0))]), graph.Constant(OnnxTensor.Scalar(threshold))]);
        graph.AddNode("Concat", "", SavedColumns.ScoreVector, [score, bound], [SavedColumns.ScoreVector], ("axis", 1L));
        graph.Output(SavedColumns.ScoreVector, OnnxElement.Float, [2]);
        return (graph.ToModel("MLNetDeep", "IsolationForest"), [SavedColumns.ScoreVector]);
    }

    private int Grow(int tree, ref int next, List<float[]> rows, int depth)
    {
        var (node, place) = (next++, _nodes.Count);
        _trees.Add(tree);
        _nodes.Add(node);
        var split = depth < _deepest && rows.Count > 1 ? Split(rows) : null;
        _features.Add(split?.Feature ?? 0);
        _values.Add(split?.Value ?? 0);
        _modes.Add(split is null ? "LEAF" : "BRANCH_LT");
        _below.Add(0);
        _others.Add(0);
        if (split is not var (feature, value))
        {
            _leafTrees.Add(tree);
            _leaves.Add(node);
            _depths.Add((float)(depth + MeanDepth(rows.Count)));
            return node;
        }
        _below[place] = Grow(tree, ref next, [.. rows.Where(row => row[feature] < value)], depth + 1);
        _others[place] = Grow(tree, ref next, [.. rows.Where(row => !(row[feature] < value))], depth + 1);
        return node;
    }

    // Any number that differs; null where none does.
    private (int Feature, float Value)? Split(List<float[]> rows)
    {
        var tried = Enumerable.Range(0, rows[0].Length).ToArray();
        for (var left = tried.Length; left > 0; left--)
        {
            var drawn = _random.Next(left);
            var feature = tried[drawn];
            tried[drawn] = tried[left - 1];
            var known = rows.Select(row => row[feature]).Where(float.IsFinite).ToList();
            if (known.Count == 0 || known.Min() is var low && known.Max() is var high && !(low < high)) continue;
            var value = (float)(low + ((1 - _random.NextDouble()) * ((double)high - low)));
            // Rounded down to the smallest value it would tell nothing.
            return (feature, value > low ? value : high);
        }
        return null;
    }
}

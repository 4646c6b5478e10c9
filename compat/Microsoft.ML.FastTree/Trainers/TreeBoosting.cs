namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The first two derivatives of a loss by the output for a row.</summary>
internal delegate void LossDerivatives(double output, float label, out double first, out double second);

/// <summary>
/// Boosting as FastTree does it: each tree is grown to fit the derivatives by least squares, with so many rows at
/// least in a leaf, and then each leaf takes a Newton step. The growing is XGBoost's: with second derivatives of 1,
/// its gain is that of least squares and its child weight is a number of rows.
/// </summary>
internal sealed class TreeBoosting(TrainingRows rows, TreeOptions options)
{
    private readonly float[] _features = rows.ToDense();

    public RegressionTreeEnsemble Boost(LossDerivatives loss, double learningRate, double maximumOutput)
    {
        using var xgboost = new XGBoostTrees(rows, Parameters());
        var outputs = new double[rows.Count];
        double[] first = new double[rows.Count], second = new double[rows.Count];
        float[] gradients = new float[rows.Count], ones = new float[rows.Count];
        Array.Fill(ones, 1);
        var trees = new List<RegressionTree>();
        for (int t = 0; t < options.NumberOfTrees; t++)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                loss(outputs[i], rows.Label(i), out first[i], out second[i]);
                first[i] *= rows.Weight(i);
                second[i] *= rows.Weight(i);
            }

            ScaleTo(gradients, first);
            RegressionTree tree = xgboost.Grow(gradients, ones);
            int[] leaves = LeavesOf(tree);
            SetLeaves(tree, leaves, first, second, learningRate, maximumOutput);
            for (int i = 0; i < rows.Count; i++)
                outputs[i] += tree.LeafValueArray[leaves[i]];
            trees.Add(tree);
        }

        return new RegressionTreeEnsemble(trees, 0);
    }

    /// <summary>Trees that each fit the labels on a part of the rows of their own; their sum.</summary>
    public RegressionTreeEnsemble Bag(Func<float, double> target, double fraction, Random random)
    {
        using var xgboost = new XGBoostTrees(rows, Parameters());
        float[] gradients = new float[rows.Count], counts = new float[rows.Count];
        double[] first = new double[rows.Count], second = new double[rows.Count];
        var trees = new List<RegressionTree>();
        for (int t = 0; t < options.NumberOfTrees; t++)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                counts[i] = random.NextDouble() < fraction ? 1 : 0;
                second[i] = counts[i] * rows.Weight(i);
                first[i] = -target(rows.Label(i)) * second[i];
            }

            ScaleTo(gradients, first);
            RegressionTree tree = xgboost.Grow(gradients, counts);
            SetLeaves(tree, LeavesOf(tree), first, second, 1, double.MaxValue);
            trees.Add(tree);
        }

        return new RegressionTreeEnsemble(trees, 0);
    }

    /// <summary>The shape of a tree does not change with the scale; XGBoost stops where gains are small in its eyes.</summary>
    private static void ScaleTo(float[] gradients, double[] first)
    {
        double largest = first.Max(Math.Abs);
        double scale = largest > 0 ? 1 / largest : 0;
        for (int i = 0; i < gradients.Length; i++)
            gradients[i] = (float)(first[i] * scale);
    }

    private static void SetLeaves(
        RegressionTree tree, int[] leaves, double[] first, double[] second, double learningRate, double maximumOutput)
    {
        double[] slopes = new double[tree.NumberOfLeaves], bends = new double[tree.NumberOfLeaves];
        for (int i = 0; i < leaves.Length; i++)
        {
            slopes[leaves[i]] += first[i];
            bends[leaves[i]] += second[i];
        }

        for (int i = 0; i < slopes.Length; i++)
        {
            double step = bends[i] > 1e-15 ? -learningRate * slopes[i] / bends[i] : 0;
            tree.LeafValueArray[i] = Math.Clamp(step, -maximumOutput, maximumOutput);
        }
    }

    private int[] LeavesOf(RegressionTree tree)
    {
        var leaves = new int[rows.Count];
        int width = rows.FeatureCount;
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = tree.LeafOf(_features.AsSpan(i * width, width));
        return leaves;
    }

    private IEnumerable<(string, object)> Parameters() =>
    [
        ("tree_method", "hist"),
        ("grow_policy", "lossguide"),
        ("max_depth", 0),
        ("max_leaves", options.NumberOfLeaves),
        ("max_bin", options.MaximumBinCountPerFeature + 1),
        ("min_child_weight", options.MinimumExampleCountPerLeaf),
        ("lambda", options.Smoothing),
        ("base_score", 0),
        ("disable_default_eval_metric", 1),
        ("colsample_bytree", options.FeatureFraction),
        ("colsample_bynode", options.FeatureFractionPerSplit),
        ("seed", options.FeatureSelectionSeed),
        ("nthread", options.NumberOfThreads ?? Environment.ProcessorCount),
    ];
}

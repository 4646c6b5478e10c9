namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The first two derivatives of a loss by the output for a row.</summary>
internal delegate void LossDerivatives(double output, float label, out double first, out double second);

/// <summary>
/// Boosting as FastTree does it: each tree is grown to fit the derivatives by least squares, with so many rows at
/// least in a leaf, and then each leaf takes a Newton step. The growing is XGBoost's: with second derivatives of 1,
/// its gain is that of least squares and its child weight is a number of _rows.
/// </summary>
internal sealed class TreeBoosting(XGBoostMatrix matrix, TreeGrowth growth)
{
    private readonly TrainingRows _rows = matrix.Rows;

    /// <summary>Trees of which each corrects those before it; <paramref name="bias"/> is where they start.</summary>
    public RegressionTreeEnsemble Boost(LossDerivatives loss, double bias = 0)
    {
        using var xgboost = new XGBoostTrees(matrix, growth.Parameters(matrix));
        var outputs = new double[_rows.Count];
        Array.Fill(outputs, bias);
        double[] first = new double[_rows.Count], second = new double[_rows.Count];
        float[] gradients = new float[_rows.Count], ones = new float[_rows.Count];
        Array.Fill(ones, 1);
        var trees = new List<RegressionTree>();
        for (int t = 0; t < growth.Trees; t++)
        {
            for (int i = 0; i < _rows.Count; i++)
            {
                loss(outputs[i], _rows.Label(i), out first[i], out second[i]);
                first[i] *= _rows.Weight(i);
                second[i] *= _rows.Weight(i);
            }

            ScaleTo(gradients, first);
            RegressionTree tree = xgboost.Grow(gradients, ones);
            int[] leaves = LeavesOf(tree);
            SetLeaves(tree, leaves, first, second);
            for (int i = 0; i < _rows.Count; i++)
                outputs[i] += tree.LeafValueArray[leaves[i]];
            trees.Add(tree);
        }

        return new RegressionTreeEnsemble(trees, bias);
    }

    /// <summary>Trees that each fit the labels on a part of the rows of their own; their sum.</summary>
    public RegressionTreeEnsemble Bag(Func<float, double> target, double fraction, Random random)
    {
        using var xgboost = new XGBoostTrees(matrix, growth.Parameters(matrix));
        float[] gradients = new float[_rows.Count], counts = new float[_rows.Count];
        double[] first = new double[_rows.Count], second = new double[_rows.Count];
        var trees = new List<RegressionTree>();
        for (int t = 0; t < growth.Trees; t++)
        {
            for (int i = 0; i < _rows.Count; i++)
            {
                counts[i] = random.NextDouble() < fraction ? 1 : 0;
                second[i] = counts[i] * _rows.Weight(i);
                first[i] = -target(_rows.Label(i)) * second[i];
            }

            ScaleTo(gradients, first);
            RegressionTree tree = xgboost.Grow(gradients, counts);
            SetLeaves(tree, LeavesOf(tree), first, second);
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

    private void SetLeaves(RegressionTree tree, int[] leaves, double[] first, double[] second)
    {
        double[] slopes = new double[tree.NumberOfLeaves], bends = new double[tree.NumberOfLeaves];
        for (int i = 0; i < leaves.Length; i++)
        {
            slopes[leaves[i]] += first[i];
            bends[leaves[i]] += second[i];
        }

        for (int i = 0; i < slopes.Length; i++)
        {
            double step = bends[i] > 1e-15 ? -growth.LearningRate * slopes[i] / (bends[i] + growth.L2) : 0;
            tree.LeafValueArray[i] = Math.Clamp(step, -growth.MaximumOutput, growth.MaximumOutput);
        }
    }

    private int[] LeavesOf(RegressionTree tree)
    {
        var leaves = new int[_rows.Count];
        int width = _rows.FeatureCount;
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = tree.LeafOf(matrix.Features.AsSpan(i * width, width));
        return leaves;
    }
}

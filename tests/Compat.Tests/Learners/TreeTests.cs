using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Compat.Tests.Learners;

/// <summary>Trees as FastTree grows them.</summary>
[TestClass]
public sealed class TreeTests
{
    [TestMethod]
    public void No_leaf_has_too_few_rows_and_no_tree_too_many_leaves()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.Load(ml);
        RegressionTreeEnsemble trees = ml.Regression.Trainers.FastTree("Number", numberOfLeaves: 6, numberOfTrees: 5,
            minimumExampleCountPerLeaf: 12).Fit(data).Model.TrainedTreeEnsemble;
        float[][] rows = [.. data.GetColumn<float[]>("Features")];
        Assert.HasCount(5, trees.Trees);
        foreach (RegressionTree tree in trees.Trees)
        {
            Assert.IsLessThanOrEqualTo(6, tree.NumberOfLeaves);
            Assert.AreEqual(tree.NumberOfLeaves, tree.NumberOfNodes + 1);
            Assert.IsTrue(rows.GroupBy(r => Walk(tree, r)).All(leaf => leaf.Count() >= 12));
        }
    }

    [TestMethod]
    public void The_score_is_the_sum_of_the_leaves()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.Load(ml);
        var model = ml.Regression.Trainers.FastTree("Number", numberOfTrees: 7).Fit(data);
        RegressionTreeEnsemble trees = model.Model.TrainedTreeEnsemble;
        float[] scores = [.. model.Transform(data).GetColumn<float>("Score")];
        float[][] rows = [.. data.GetColumn<float[]>("Features")];
        for (int i = 0; i < rows.Length; i++)
            Assert.AreEqual(trees.Bias + trees.Trees.Sum(t => t.LeafValues[Walk(t, rows[i])]), scores[i], 1e-6);
    }

    [TestMethod]
    public void Features_that_matter_weigh_most()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200)
            .Select(i => new Row { Features = [i % 7, i % 11, i % 3], Label = i % 11 > 5 ? 1 : 0 }));
        VBuffer<float> weights = default;
        ml.Regression.Trainers.LightGbm(numberOfIterations: 5).Fit(data).Model.GetFeatureWeights(ref weights);
        Assert.AreEqual(1, weights.GetValues()[1]);
        Assert.IsLessThan(0.1f, weights.GetValues()[0]);
    }

    [TestMethod]
    public void LightGbm_learns_from_missing_values()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200)
            .Select(i => new Row { Features = [i % 2 == 0 ? float.NaN : i, 0, 0], Label = i % 2 }));
        IDataView scored = ml.Regression.Trainers.LightGbm().Fit(data).Transform(data);
        Assert.IsGreaterThan(0.99, ml.Regression.Evaluate(scored).RSquared);
    }

    private static int Walk(RegressionTree tree, float[] row)
    {
        int node = tree.NumberOfNodes == 0 ? ~0 : 0;
        while (node >= 0)
        {
            bool left = row[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node];
            node = left ? tree.LeftChild[node] : tree.RightChild[node];
        }

        return ~node;
    }

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}

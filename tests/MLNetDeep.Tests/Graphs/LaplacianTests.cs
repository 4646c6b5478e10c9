using MLNetDeep.Inputs.Graphs;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Graphs;

/// <summary>Laplacian positional encodings.</summary>
[TestClass]
public sealed class LaplacianTests
{
    [TestMethod]
    public void Of_a_path_they_are_cosines()
    {
        const int nodes = 6, count = 3;
        var (sources, targets) = Path(nodes);
        var found = LaplacianVectors.Of(nodes, sources, targets, count);
        for (var k = 1; k <= count; k++)
        {
            double[] wanted = [.. Enumerable.Range(0, nodes).Select(i => Math.Sqrt(i is 0 or nodes - 1 ? 1 : 2) * Math.Cos(Math.PI * k * i / (nodes - 1)))];
            var length = Math.Sqrt(wanted.Sum(value => value * value));
            var sign = Math.Sign(wanted[0]) * Math.Sign(found[k - 1]);
            for (var i = 0; i < nodes; i++) Assert.AreEqual(wanted[i] / length, sign * found[(i * count) + k - 1], 1e-5, $"{k} {i}");
        }
    }

    [TestMethod]
    public void Graphs_of_few_nodes_have_zeros_for_the_others_and_parts_without_edges_are_no_end()
    {
        CollectionAssert.AreEqual(new float[3], LaplacianVectors.Of(1, [0], [0], 3));
        float[] two = LaplacianVectors.Of(2, [0, 1], [1, 0], 3);
        Assert.AreEqual(MathF.Sqrt(0.5f), MathF.Abs(two[0]), 1e-6f);
        CollectionAssert.AreEqual(new float[] { 0, 0 }, two[1..3]);
        Assert.IsTrue(LaplacianVectors.Of(5, [0, 1], [1, 0], 4).All(float.IsFinite));
    }

    [TestMethod]
    [DataRow(1), DataRow(2), DataRow(3), DataRow(40)]
    public void Eigenvectors_of_any_symmetric_matrix_are_orthogonal_and_give_it_back(int n)
    {
        var random = new Random(n);
        double[][] matrix = [.. Enumerable.Range(0, n).Select(_ => new double[n])];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++) matrix[i][j] = matrix[j][i] = random.Next(3) == 0 ? 0 : random.NextDouble() - 0.5;
        var found = SymmetricEigen.Of([.. matrix.Select(row => (double[])row.Clone())]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                Assert.AreEqual(i == j ? 1 : 0, found[i].Vector.Zip(found[j].Vector, (a, b) => a * b).Sum(), 1e-10);
                Assert.AreEqual(matrix[i][j], found.Sum(pair => pair.Value * pair.Vector[i] * pair.Vector[j]), 1e-10);
            }
        CollectionAssert.AreEqual(found.Select(pair => pair.Value).Order().ToArray(), found.Select(pair => pair.Value).ToArray());
    }

    [TestMethod]
    public void The_order_of_nodes_plays_no_part_where_eigenvalues_differ()
    {
        // Three arms of different length: no node can be taken for another.
        int[] sources = [0, 1, 2, 3, 4, 2], targets = [1, 2, 3, 4, 5, 6], places = [3, 0, 5, 1, 6, 4, 2];
        float[] before = LaplacianVectors.Of(7, sources, targets, 3), after = LaplacianVectors.Of(7, [.. sources.Select(node => places[node])], [.. targets.Select(node => places[node])], 3);
        for (var node = 0; node < 7; node++)
            for (var k = 0; k < 3; k++) Assert.AreEqual(before[(node * 3) + k], after[(places[node] * 3) + k], 1e-5);
    }

    [TestMethod]
    public void Training_flips_signs_of_whole_graphs_and_scoring_does_not()
    {
        using var scope = NewDisposeScope();
        var settings = new GraphSettings(true, 1, false, 0, true, 0, 2);
        var (sources, targets) = Path(5);
        var raw = new RawGraph { Tags = [1, 1, 1, 1, 1], NodeFeatures = [1, 2, 3, 4, 5], Sources = sources, Targets = targets };
        var graph = RowGraph.Of(raw, settings);
        using var stage = new GraphStage(settings, new GraphShape(1, settings.NodeWidth), null);
        using var body = new Numbers();
        float[] Run() => MLNetDeep.Common.Tensors.ToFloats(stage.Run(GraphParts.Of([graph, graph], settings), body));
        stage.eval();
        CollectionAssert.AreEqual(graph.Features.Concat(graph.Features).ToArray(), Run());
        stage.train();
        random.manual_seed(1);
        var seen = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            var flipped = Run();
            for (var row = 0; row < 10; row++)
            {
                Assert.AreEqual(graph.Features[row % 5 * 3], flipped[row * 3]);
                for (var k = 1; k <= 2; k++) Assert.AreEqual(graph.Features[(row % 5 * 3) + k] * Math.Sign(flipped[(row / 5 * 15) + k] / graph.Features[k]), flipped[(row * 3) + k], 1e-6);
            }
            seen.Add(string.Concat(new[] { 1, 2, 16, 17 }.Select(place => flipped[place] > 0 ? '+' : '-')));
        }
        Assert.HasCount(16, seen);
    }

    private static (int[] Sources, int[] Targets) Path(int nodes) =>
        ([.. Enumerable.Range(0, nodes - 1), .. Enumerable.Range(1, nodes - 1)], [.. Enumerable.Range(1, nodes - 1), .. Enumerable.Range(0, nodes - 1)]);

    private sealed class Numbers() : nn.Module<GraphBatch, Tensor>(nameof(Numbers))
    {
        public override Tensor forward(GraphBatch batch) => batch.Features!.alias();
    }
}

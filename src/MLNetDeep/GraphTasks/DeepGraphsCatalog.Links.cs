using Microsoft.ML;
using MLNetDeep.GraphTasks;

namespace MLNetDeep;

public sealed partial class DeepGraphsCatalog
{
    /// <summary>Trains a network that says whether two nodes are linked: a graph network gives a vector for each node, and a decoder scores pairs (<see cref="GraphNetworkOptions.LinkDecoder"/>).</summary>
    /// <param name="graph">The graph, with the edges to train on alone.</param>
    /// <param name="options">
    /// The network and its training. BatchSize is that of edges and drawn pairs. Where each step computes with the whole graph, BatchSize at the default of the options becomes an eighth of the edges and pairs, and 256 at least.
    /// </param>
    /// <param name="links">Columns and negative sampling; defaults when null.</param>
    public LinkTrainer Links(NodeGraph graph, GraphNetworkOptions options, LinkOptions? links = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        return new LinkTrainer(_context, graph, options, links ?? new LinkOptions());
    }

    /// <summary>Measures how well a model tells edges from pairs of nodes without one, which are drawn by chance.</summary>
    /// <param name="model">A model that <see cref="Links"/> trained, or that was loaded.</param>
    /// <param name="edges">The edges, which training has not seen.</param>
    /// <param name="graph">The graph; with all known edges, no pair that is drawn is one of them.</param>
    /// <param name="links">Columns; defaults when null.</param>
    /// <param name="candidates">How many pairs with the same source each edge is ranked with. Default 100.</param>
    /// <param name="seed">The same seed draws the same pairs.</param>
    public LinkMetrics EvaluateLinks(ITransformer model, IDataView edges, NodeGraph graph, LinkOptions? links = null, int candidates = 100, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(candidates, 1);
        return LinkEvaluation.Of(_context, model, edges, graph, links ?? new LinkOptions(), candidates, seed);
    }

    /// <summary>Splits edges by chance; those between the same two nodes, in either direction, stay together.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="validationFraction">The share to validate on. Default 0.05.</param>
    /// <param name="testFraction">The share to test on. Default 0.1.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <param name="sourceColumnName">The ids of the nodes that edges go from.</param>
    /// <param name="targetColumnName">The ids of the nodes that edges go to.</param>
    public GraphSplit SplitEdges(IDataView edges, double validationFraction = 0.05, double testFraction = 0.1, int seed = 1, string sourceColumnName = "Source", string targetColumnName = "Target")
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (!(validationFraction >= 0 && testFraction >= 0 && validationFraction + testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), FormattableString.Invariant($"The shares must be at least 0 and below 1 together, but were {validationFraction} and {testFraction}."));
        return GraphSplit.OfEdges(edges, validationFraction, testFraction, seed, sourceColumnName, targetColumnName);
    }
}

using Microsoft.ML;
using MLNetDeep.GraphTasks;
using MLNetDeep.Inputs.Graphs;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>Trains a network that says whether two nodes are linked, as a step of an ML.NET pipeline. Made by <c>mlContext.Deep().Graphs.Links</c>.</summary>
public sealed class LinkTrainer : IEstimator<DeepTransformer>
{
    // Each step computes the whole graph, however few pairs it has.
    private const int Steps = 8, LeastBatch = 256;
    private readonly bool _isBatchSizeStated;
    private readonly MLContext _context;
    private readonly NodeGraph _graph;
    private readonly GraphNetworkOptions _options;
    private readonly LinkOptions _links;

    internal LinkTrainer(MLContext context, NodeGraph graph, GraphNetworkOptions options, LinkOptions links)
    {
        if (links.NegativesPerEdge < 1) throw new ArgumentException($"{nameof(LinkOptions.NegativesPerEdge)} must be at least 1, but was {links.NegativesPerEdge}.", nameof(links));
        (_context, _graph, _options, _links) = (context, graph, (GraphNetworkOptions)options.Clone(), links);
        _isBatchSizeStated = options.BatchSize != Architecture(options).CreateOptions().BatchSize;
        Trainer(_options);
    }

    /// <summary>
    /// Trains on edges, and on as many pairs without one as the options say, which are drawn by chance. The graph must not have the edges that are to be tested on. <see cref="TrainerOptions.ValidationSet"/> is one of
    /// edges too; pairs are drawn for it once.
    /// </summary>
    /// <param name="input">The edges: the ids of both nodes.</param>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (options, seed) = ((GraphNetworkOptions)_options.Clone(), _options.Seed ?? 1);
        if (options.ValidationSet is { } set) options.ValidationSet = LinkRows.Of(_context, set, _graph, _links, seed + 1);
        var rows = LinkRows.Of(_context, input, _graph, _links, seed);
        if (!_isBatchSizeStated && NodesSpec.FanoutsOf(options, _graph).Count == 0) options.BatchSize = Math.Max(LeastBatch, (int)(rows.GetRowCount()!.Value / Steps));
        return Trainer(options).Fit(rows);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var added = PromisedColumns.Binary(_context, inputSchema).ToList();
        return new SchemaShape(inputSchema.Where(column => added.All(a => a.Name != column.Name)).Concat(added));
    }

    private static Architecture Architecture(GraphNetworkOptions options) => ArchitectureRegistry.All.First(architecture => architecture.OptionsType == options.GetType());

    private DeepTrainer Trainer(GraphNetworkOptions options)
    {
        var architecture = new NodeArchitecture(Architecture(options), _graph, LinkRows.TypeOf(_graph, _links).Name, arePairs: true);
        return new DeepTrainer(_context, new BinaryTask(), architecture, LinkRows.Label, [_links.SourceColumnName, _links.TargetColumnName], options);
    }
}

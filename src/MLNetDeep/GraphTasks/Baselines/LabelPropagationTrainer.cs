using Microsoft.ML;
using MLNetDeep.GraphTasks;
using static TorchSharp.torch;

namespace MLNetDeep;

/// <summary>
/// Label propagation (Zhou et al., Learning with Local and Global Consistency, 2004): classes spread along edges from the nodes that have one. It sees nothing of what nodes have, and is a baseline for graph networks.
/// </summary>
public sealed class LabelPropagationTrainer : IEstimator<DeepTransformer>
{
    private readonly MLContext _context;
    private readonly NodeGraph _graph;
    private readonly (string Label, string Id, string Table) _columns;
    private readonly (double Alpha, int Steps) _settings;

    internal LabelPropagationTrainer(MLContext context, NodeGraph graph, (string Label, string Id, string Table) columns, (double Alpha, int Steps) settings) =>
        (_context, _graph, _columns, _settings) = (context, graph, columns, settings);

    /// <inheritdoc/>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        using var labels = NodeLabels.Read(_context, input, _columns.Label, _graph, _columns.Table, _columns.Id);
        return labels.ToModel(labels.Spread(labels.OneHot(), _settings.Alpha, _settings.Steps), "labelpropagation");
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => NodeBaselines.Schema(_context, inputSchema, _columns.Label);
}

/// <summary>
/// Correct and smooth (Huang et al., Combining Label Propagation and Simple Models Out-performs Graph Neural Networks, 2021): the errors of a model on the training nodes spread along edges and correct its predictions, which are
/// then smoothed along edges.
/// </summary>
public sealed class CorrectAndSmoothTrainer : IEstimator<DeepTransformer>
{
    private readonly MLContext _context;
    private readonly NodeGraph _graph;
    private readonly IEstimator<ITransformer> _basis;
    private readonly (string Label, string Id, string Table) _columns;
    private readonly (double Correct, double Smooth, int Steps) _settings;

    internal CorrectAndSmoothTrainer(MLContext context, NodeGraph graph, IEstimator<ITransformer> basis, (string Label, string Id, string Table) columns, (double Correct, double Smooth, int Steps) settings) =>
        (_context, _graph, _basis, _columns, _settings) = (context, graph, basis, columns, settings);

    /// <inheritdoc/>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        using var labels = NodeLabels.Read(_context, input, _columns.Label, _graph, _columns.Table, _columns.Id);
        var model = _basis.Fit(input);
        using var owned = model as IDisposable;
        var predicted = NodeBaselines.Scores(model, _graph.TypeOf(_columns.Table), _graph.NodeCount, labels.Classes);
        var (known, mask) = (labels.OneHot(), labels.Mask());
        // Errors are scaled so that those of nodes without a label are as large as those of the ones with one, on average.
        var errors = known.sub(predicted).mul(mask);
        var spread = labels.Spread(errors, _settings.Correct, _settings.Steps);
        var size = errors.abs().sum().div(mask.sum());
        var scaled = spread.mul(size).div(Common.Arithmetic.AtLeast(spread.abs().sum([1], keepdim: true), 1e-10)).nan_to_num(0);
        var corrected = known.where(mask.to(ScalarType.Bool), Common.Arithmetic.Plus(predicted, scaled));
        return labels.ToModel(labels.Spread(corrected, _settings.Smooth, _settings.Steps), "correctandsmooth");
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => NodeBaselines.Schema(_context, inputSchema, _columns.Label);
}

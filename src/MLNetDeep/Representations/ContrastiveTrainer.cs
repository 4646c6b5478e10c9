using Microsoft.ML;
using MLNetDeep.Inputs.Views;
using MLNetDeep.Representations;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>
/// Trains a network without labels to tell rows apart, as a step of an ML.NET pipeline that adds an embedding of each row. Made by <c>mlContext.Deep().Transforms.ContrastiveEmbedding</c>. Trainers of the same
/// architecture and options start from what <c>ml.Deep().Model.Save</c> writes of the fitted transformer.
/// </summary>
public sealed class ContrastiveTrainer : IEstimator<DeepTransformer>
{
    private readonly MLContext _context;
    private readonly Architecture _inner;
    private readonly string _output;
    private readonly string[]? _inputs;
    private readonly TrainerOptions _encoder;
    private readonly ContrastiveOptions _options;

    internal ContrastiveTrainer(MLContext context, string output, string[]? inputs, TrainerOptions encoder, ContrastiveOptions options)
    {
        _inner = ArchitectureRegistry.OfOptions(encoder.GetType())
            ?? throw new ArgumentException($"The options are {encoder.GetType().Name}, which say no architecture.", nameof(encoder));
        if (_inner.InputKind.Views is null)
        {
            var kinds = string.Join(", ", InputKind.All.Where(kind => kind.Views is not null).Select(kind => kind.Key));
            throw new ArgumentException($"{_inner.DisplayName} takes {_inner.InputKind.DisplayName}, of which there are no two views: contrastive learning is for {kinds}.", nameof(encoder));
        }
        if (_inner.NeedsFile) throw new ArgumentException($"{_inner.DisplayName} starts from a file, and has embeddings as it is.", nameof(encoder));
        if (encoder is IFineTuned tuned && (tuned.PretrainedWeights is not null || tuned.FreezeDepth != 0 || tuned.LayerDecay < 1 || tuned.UnfreezeEvery > 0))
            throw new ArgumentException($"{nameof(IFineTuned.PretrainedWeights)}, {nameof(IFineTuned.FreezeDepth)}, {nameof(IFineTuned.LayerDecay)} and {nameof(IFineTuned.UnfreezeEvery)} are for the trainer that starts from the embedding.", nameof(encoder));
        options.Validate();
        (_context, _output, _inputs, _encoder, _options) = (context, output, inputs, encoder.Clone(), options.Clone());
        _encoder.Validate();
        _ = Trainer("");
    }

    /// <summary>The network's architecture.</summary>
    public Architecture Architecture => _inner;

    /// <summary>A copy of the options of the network and its training.</summary>
    public TrainerOptions Encoder => _encoder.Clone();

    /// <summary>A copy of the options of the learning without labels.</summary>
    public ContrastiveOptions Options => _options.Clone();

    /// <summary>Trains on these rows; their labels, if there are any, are not read.</summary>
    /// <param name="input">Rows with the input columns.</param>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var fitted = Trainer(input.Schema[0].Name).Fit(input);
        var trained = fitted.Model;
        var (spec, stage, network) = (((ViewsSpec)trained.Features).Rows, ((ViewsStage)trained.Network.Input).Rows, ((ContrastiveModule)trained.Network.Body).Network);
        var task = new EmbeddingTask(_output, Contrastive.Output) { IsNormalized = _options.Normalize };
        return new DeepTransformer(_context, Embeddings.Of(trained with { Architecture = _inner, Features = spec }, stage, network, task, spec.Shape));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Trainer("").GetOutputSchema(inputSchema);
        return new SchemaShape(inputSchema.Where(column => column.Name != _output).Append(PromisedColumns.Numbers(_context, inputSchema, _output)));
    }

    // The task wants a column that is there, and reads nothing of it.
    private DeepTrainer Trainer(string column) => new(_context, new SelfSupervisedTask(_inputs?[0] ?? column), new Contrastive(_inner, _options), "", _inputs, _encoder);
}

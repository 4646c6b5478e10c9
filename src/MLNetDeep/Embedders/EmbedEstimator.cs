using Microsoft.ML;
using MLNetDeep.Architectures;
using MLNetDeep.Data;
using MLNetDeep.Inputs;
using MLNetDeep.Inputs.Images;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Layers;
using MLNetDeep.Pretraining;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Embedders;

/// <summary>Adds the embeddings of a pretrained model, as it is: nothing is trained.</summary>
internal sealed class EmbedEstimator : IEstimator<DeepTransformer>
{
    // What is taken for the length of a text until some are seen.
    private const int UsualTokens = 32;
    private readonly MLContext _context;
    private readonly string _output, _input;
    private readonly Architecture _architecture;
    private readonly TrainerOptions _options;

    public EmbedEstimator(MLContext context, string output, string input, PretrainedModel model, TrainerOptions? options)
    {
        (_context, _output, _input) = (context, output, input);
        _architecture = ArchitectureRegistry.Get(model.ArchitectureKey);
        _options = PretrainedModels.Named(model, _architecture, options);
        _options.Validate();
    }

    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = ColumnChecks.Find(input.Schema, "feature", _input);
        using var log = new ChannelLog(_context);
        using var session = new TorchSession(0, _options.Threads);
        using var scope = NewDisposeScope();
        var file = (IStartsFromFile)_architecture;
        var options = file.Open(_options, null);
        var spec = Spec(options, column);
        spec.Check(input.Schema);
        // Its last layer is not used.
        var body = _architecture.Build(options, spec.Shape, new OutputShape(1));
        log.Info(file.Load(body, options));
        var embedding = EmbeddingModule.Of(body)!;
        var network = new DeepNetwork(spec.Stage(spec is ImageSpec ? new FeatureStatistics(spec.Shape) : null), embedding, OutputStage.Neutral(embedding.Encoder.Width));
        network.eval();
        foreach (var tensor in network.parameters().Concat(network.buffers())) tensor.DetachFromDisposeScope();
        return new DeepTransformer(_context, new DeepModel
        {
            Network = network,
            Task = new EmbeddingTask(_output, new OutputShape(1)),
            Architecture = _architecture,
            Options = options,
            Features = spec,
            LabelColumnName = "",
            Labels = LabelValues.Unknown(embedding.Encoder.Width),
            History = TrainingHistory.None,
        });
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var request = new FeatureRequest([_input], "", []) { Options = _options };
        _architecture.InputKind.Check(request, inputSchema);
        return new SchemaShape(inputSchema.Where(column => column.Name != _output).Append(PromisedColumns.Numbers(_context, inputSchema, _output)));
    }

    private static InputSpec Spec(TrainerOptions options, DataViewSchema.Column column) => options switch
    {
        TextTrainerOptions text => new TextSpec(column.Name, TokenizerFiles.Open(text, text.TokenizerFile!), UsualTokens),
        ImageTrainerOptions image => new ImageSpec(column.Name, Source(column), new ImageShape(image.Channels, image.ImageHeight, image.ImageWidth), ToGrey: image.Channels == 1) { Pixels = image.Pixels },
        _ => throw new NotSupportedException($"Embed takes pretrained models of texts and of images. Train one of others ({options.GetType().Name}), and take what ToEmbedding gives."),
    };

    // Of numbers nobody knows what white is.
    private static ImageSource Source(DataViewSchema.Column column) => ImageSources.Of(ColumnForm.Of(column.Type)) is { } source and not ImageSource.Numbers
        ? source
        : throw ColumnErrors.Mismatch("feature", column.Name, "images, their paths (String) or encoded images (VarVector<Byte>)", ColumnErrors.Describe(column.Type));
}

using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Data;
using MLNetDeep.Generation;
using MLNetDeep.Generative;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;
using MLNetDeep.Training;

namespace MLNetDeep;

/// <summary>Trains a language model, as a step of an ML.NET pipeline. Made by <c>mlContext.Deep().Generative</c>.</summary>
public sealed class GptTrainer : IEstimator<GptTransformer>
{
    private readonly MLContext _context;
    private readonly string _column;
    private readonly GptOptions _options;

    internal GptTrainer(MLContext context, string column, GptOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        options.Validate();
        (_context, _column, _options) = (context, column, (GptOptions)options.Clone());
    }

    /// <summary>A copy of the options.</summary>
    public GptOptions Options => (GptOptions)_options.Clone();

    /// <summary>
    /// Trains on these texts, which are kept in memory as tokens. Of fewer than 20 texts the end of each is held out for validation, of more whole texts. The best epoch is that with the lowest loss on what is held out.
    /// </summary>
    /// <param name="input">Rows with the column of texts. Rows without a text are left out.</param>
    /// <exception cref="InvalidOperationException">There is no text, or all together are shorter than ContextLength.</exception>
    public GptTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckColumn(input.Schema);
        using var log = new ChannelLog(_context);
        var seed = _options.Seed ?? Checkpoint.SeedIn(_options.CheckpointPath) ?? ((IHostEnvironment)_context).Register(nameof(GptTrainer)).Rand.Next();
        var device = DeviceChoice.Find(_options.Deterministic ? "cpu" : _options.Device, _context.GpuDeviceId, _context.FallbackToCpu);
        using var session = new TorchSession(seed, _options.Threads);
        var clock = Stopwatch.StartNew();
        var published = _options.PretrainedFolder is { } folder ? Gpt2Config.Read(folder) : null;
        CheckContext(published);
        var texts = GptTexts.Read(input, _column, _options, seed, log);
        var (training, validation, options) = Rows(texts, log);
        var network = new GptTraining(published is null
            ? GptNetworks.Create(_options, texts.Settings.Count, device)
            : GptNetworks.Create(published, _options, device, module => Gpt2Weights.Fill(_options.PretrainedFolder!, module)));
        try
        {
            using var objective = OwnLoss.WithAccuracy();
            var history = new TrainingLoop(network, objective, new TrainingPlan(options, seed, device, log)).Run(training, validation, clock.Elapsed);
            return new GptTransformer(_context, new GptModel(network.Model, _options, _column, texts.Settings, history) { Published = published });
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var column = ColumnChecks.Find(inputSchema, "text", _column);
        if (column is not { IsKey: false, ItemType: TextDataViewType, Kind: SchemaShape.Column.VectorKind.Scalar }) throw ColumnErrors.Mismatch("text", _column, "text", ColumnErrors.Describe(column));
        return _context.Transforms.CustomMapping<AnyRow, LanguagePrediction>((_, _) => { }, null).GetOutputSchema(inputSchema);
    }

    private (IBatchSource Training, IBatchSource? Validation, GptOptions Options) Rows(GptTexts texts, ITrainingLog log)
    {
        var length = _options.ContextLength + 1;
        if (texts.Training.Length < length)
            throw new InvalidOperationException($"The texts to train on in column '{_column}' have {texts.Training.Length} tokens, but {nameof(GptOptions.ContextLength)} {_options.ContextLength} needs at least {length}. Lower it, or take more text.");
        var options = (GptOptions)_options.Clone();
        var windows = options.StepsPerEpoch > 0 ? (long)options.StepsPerEpoch * options.AccumulateBatches * options.BatchSize : (texts.Training.Length - 1L) / _options.ContextLength;
        var held = Math.Min(length, texts.Validation.Length);
        if (held < 2 && (_options.ValidationFraction > 0 || _options.ValidationSet is not null))
            log.Warning($"The texts are too short to hold some out for validation ({nameof(TrainerOptions.ValidationFraction)}): the best epoch is chosen, and training stops early, by the training loss.");
        return (new RandomWindows(texts.Training, length, windows, texts.AreFew), held < 2 ? null : new AllWindows(texts.Validation, held), options);
    }

    private void CheckContext(Gpt2Config? published)
    {
        if (_options.ContextLength > published?.Places)
            throw new ArgumentException($"{nameof(GptOptions.ContextLength)} must be at most {published.Places}, the places of the network in '{_options.PretrainedFolder}', but was {_options.ContextLength}.");
    }

    private void CheckColumn(DataViewSchema schema)
    {
        if (ColumnChecks.Find(schema, "text", _column).Type is var type and not TextDataViewType) throw ColumnErrors.Mismatch("text", _column, "text", ColumnErrors.Describe(type));
    }
}

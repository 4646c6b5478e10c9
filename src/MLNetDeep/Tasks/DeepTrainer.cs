using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetDeep.Architectures;
using MLNetDeep.Data;
using MLNetDeep.Tasks;
using MLNetDeep.Training;

namespace MLNetDeep;

/// <summary>Trains a network as a step of an ML.NET pipeline. Made by the methods of <c>mlContext.Deep()</c>.</summary>
public sealed class DeepTrainer : IEstimator<DeepTransformer>
{
    private readonly MLContext _context;
    private readonly DeepTask _task;
    private readonly TrainerOptions _options;
    private readonly FeatureRequest _features;

    internal DeepTrainer(MLContext context, DeepTask task, Architecture architecture, string labelColumnName, string[]? featureColumnNames, TrainerOptions options)
    {
        if (!architecture.OptionsType.IsInstanceOfType(options))
            throw new ArgumentException($"{architecture.DisplayName} takes {architecture.OptionsType.Name}, but was given {options.GetType().Name}.", nameof(options));
        options.Validate();
        if (!task.MixesTargets && options.Mixing is { Count: > 0 } mixing)
            throw new ArgumentException($"{string.Join(" and ", mixing)} must be 0 for the task '{task.Key}': it cannot mix targets.", nameof(options));
        (_context, _task, Architecture, LabelColumnName) = (context, task, architecture, labelColumnName);
        _options = options.Clone();
        _features = new FeatureRequest(featureColumnNames, labelColumnName, [options.ExampleWeightColumnName, options.ValidationGroupColumnName]) { Options = _options };
        _features.CheckNames(architecture.DisplayName, architecture.InputKind.TakesSeveralColumns);
    }

    /// <summary>The network's architecture.</summary>
    public Architecture Architecture { get; }

    /// <summary>The label.</summary>
    public string LabelColumnName { get; }

    /// <summary>The feature column; of a table all that were named, with commas between.</summary>
    public string FeatureColumnName => _features.Text;

    /// <summary>The feature columns; null where those that suit are taken.</summary>
    public IReadOnlyList<string>? FeatureColumnNames => _features.Names;

    /// <summary>A copy of the options.</summary>
    public TrainerOptions Options => _options.Clone();

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var promised = _task.Promise(_context, inputSchema, LabelColumnName).ToList();
        CheckLabelName(promised.Select(c => c.Name));
        Architecture.InputKind.Check(_features, inputSchema);
        ColumnChecks.CheckWeight(inputSchema, _options.ExampleWeightColumnName);
        var names = promised.Select(c => c.Name).ToHashSet();
        return new SchemaShape(inputSchema.Where(c => !names.Contains(c.Name)).Concat(promised));
    }

    /// <summary>Trains a network on these rows.</summary>
    /// <param name="input">Rows with the label's and the features' column.</param>
    public DeepTransformer Fit(IDataView input) => Fit(input, (DeepModel?)null);

    /// <summary>
    /// Trains on from the weights of a model, as that of yesterday's rows. The network that comes out is another one: the model
    /// stays as it is. What it learnt about the scale of inputs and of regression targets is kept, so that its weights keep their
    /// meaning; its calibration is undone before and found anew. Classes are matched by their names.
    /// </summary>
    /// <param name="input">Rows with the columns that the model was trained on.</param>
    /// <param name="previousModel">A model of this architecture and task, just trained or loaded by <c>ml.Deep().Model.Load</c>.</param>
    /// <exception cref="ArgumentException">
    /// The model has another architecture, task, network or input than this trainer, or the rows have a class that it does not
    /// know; the message names what differs.
    /// </exception>
    public DeepTransformer Fit(IDataView input, DeepTransformer previousModel)
    {
        ArgumentNullException.ThrowIfNull(previousModel);
        using var use = previousModel.Lifetime.Enter();
        return Fit(input, previousModel.Model);
    }

    /// <summary>
    /// Tries learning rates from low to high, one for each step of a short training (Smith, Cyclical Learning Rates for Training
    /// Neural Networks, 2017), and throws the network away. The schedule, MaxEpochs and checkpoints play no part; the trainer's options
    /// stay as they are.
    /// </summary>
    /// <param name="input">The rows to be trained on.</param>
    /// <param name="from">The first rate.</param>
    /// <param name="to">The last rate, if the loss does not run away before.</param>
    /// <param name="steps">Steps in between, each of one batch: the rows are gone through again where they are fewer.</param>
    /// <returns>The losses, and the rate at which they fell fastest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rates do not rise from above 0, or there are fewer than 10 steps.</exception>
    public LearningRateCurve FindLearningRate(IDataView input, double from = 1e-6, double to = 1, int steps = 100)
    {
        if (!(from > 0 && to > from && double.IsFinite(to)))
            throw new ArgumentOutOfRangeException(nameof(from), FormattableString.Invariant($"The rates must rise from above 0, but were {from} and {to}."));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        return Prepare(input, null, setup => setup.FindLearningRate(from, to, steps));
    }

    /// <summary>
    /// A step of a pipeline that trains this network and then adds the embedding of each row in place of scores; see <see cref="DeepTransformer.ToEmbedding"/>. Trainers of
    /// ML.NET's own can learn from the column.
    /// </summary>
    /// <param name="outputColumnName">The column to add: a vector of Single of known size.</param>
    public IEstimator<DeepTransformer> ToEmbedding(string outputColumnName = "Embedding")
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        return new EmbeddingEstimator(_context, this, outputColumnName);
    }

    private DeepTransformer Fit(IDataView input, DeepModel? previous) =>
        Prepare(input, previous, setup => new DeepTransformer(_context, setup.Train()));

    private void CheckLabelName(IEnumerable<string> added)
    {
        if (added.Contains(LabelColumnName)) throw ColumnErrors.LabelHidden(LabelColumnName);
    }

    private T Prepare<T>(IDataView input, DeepModel? previous, Func<TrainingSetup, T> use)
    {
        ArgumentNullException.ThrowIfNull(input);
        var labels = _task.ReadLabel(input.Schema, LabelColumnName);
        CheckLabelName(_task.Columns(input.Schema, labels).Select(c => c.Name));
        Architecture.InputKind.Check(_features, input.Schema);
        ColumnChecks.CheckWeight(input.Schema, _options.ExampleWeightColumnName);
        using var log = new ChannelLog(_context);
        var seed = _options.Seed ?? Checkpoint.SeedIn(_options.CheckpointPath) ?? ((IHostEnvironment)_context).Register(nameof(DeepTrainer)).Rand.Next();
        var device = DeviceChoice.Find(_options.Deterministic ? "cpu" : _options.Device, _context.GpuDeviceId, _context.FallbackToCpu);
        using var session = new TorchSession(seed, _options.Threads);
        var opened = Architecture is IStartsFromFile file ? file.Open(_options, previous?.Options) : _options;
        var (rows, options) = HeldOut.Of(input, opened, seed);
        var recipe = new Recipe(_task, Architecture, LabelColumnName, _features with { Options = options }, options);
        using var setup = TrainingSetup.Create(recipe, rows, new TrainingPlan(options, seed, device, log), previous);
        return use(setup);
    }
}

using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Generative;
using MLNetDeep.Inputs;
using MLNetDeep.Inputs.Conditioned;
using MLNetDeep.Tasks;

namespace MLNetDeep.Generation;

/// <summary>Trains a generative network on a column, and its condition where there is one.</summary>
/// <param name="context">The context.</param>
/// <param name="column">The column of images or numbers.</param>
/// <param name="options">The network and its training.</param>
/// <param name="create">Makes the architecture for a kind of input.</param>
internal sealed class GenerativeTraining(MLContext context, string column, GenerativeTrainerOptions options, Func<ConditionedInput, GenerativeArchitecture> create)
{
    private readonly GenerativeTrainerOptions _options = (GenerativeTrainerOptions)options.Clone();

    public GenerativeTrainerOptions Options => (GenerativeTrainerOptions)_options.Clone();

    /// <summary>Throws where a promised schema does not suit.</summary>
    public void Check(SchemaShape schema)
    {
        var kind = KindOf(ColumnForm.Of(ColumnChecks.Find(schema, "feature", column)));
        Trainer(kind, []).GetOutputSchema(schema);
    }

    /// <summary>Trains; the caller disposes what comes out.</summary>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var kind = KindOf(ColumnForm.Of(ColumnChecks.Find(input.Schema, "feature", column).Type));
        CheckRows(input);
        if (kind.Key == InputKinds.OfShape(typeof(ImageShape)).Key && _options.ImageHeight == 0) ImageSizes.Check(input, column);
        return Trainer(kind, Conditions(input.Schema)).Fit(input);
    }

    /// <summary>Trains on a part of the rows; the caller disposes what comes out.</summary>
    /// <returns>The model, and rows that it has not learnt from: those of validation, or all where there are none.</returns>
    public (DeepTransformer Trained, IDataView HeldOut) FitHolding(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (seed, own) = (_options.Seed ?? 1, Options);
        var rows = input;
        if (own.ValidationSet is null && own.ValidationFraction > 0)
        {
            CheckRows(input);
            (rows, var options) = HeldOut.Of(input, own, seed);
            own = (GenerativeTrainerOptions)options;
            if (own.ValidationSet is null && context.Data.TrainTestSplit(input, own.ValidationFraction, seed: seed) is var parts && Count(parts.TestSet, 1) == 1 && Count(parts.TrainSet, 2) == 2)
                (rows, own.ValidationSet) = (parts.TrainSet, parts.TestSet);
        }
        return (new GenerativeTraining(context, column, own, create).Fit(rows), own.ValidationSet ?? input);
    }

    private DeepTrainer Trainer(InputKind kind, IReadOnlyList<string> conditions)
    {
        var architecture = create(new ConditionedInput(kind, conditions));
        string[] columns = _options.ConditionColumnName is { } condition ? [column, condition] : [column];
        var own = Options;
        own.OnEpoch = epoch =>
        {
            if (architecture.Watch(epoch.Epoch, epoch.Metrics) is { } fault) Warn(fault);
            _options.OnEpoch?.Invoke(epoch);
        };
        return new DeepTrainer(context, new SelfSupervisedTask(column, architecture.Metrics), architecture, "", columns, own);
    }

    // What the keys of the condition stand for; their numbers where they stand for nothing else.
    private IReadOnlyList<string> Conditions(DataViewSchema schema)
    {
        if (_options.ConditionColumnName is not { } name) return [];
        var count = ConditionedInput.CheckCondition(schema, name);
        return LabelValues.Read(schema[name], count).Names;
    }

    private InputKind KindOf(ColumnForm form)
    {
        var layers = (_options as LatentTrainerOptions)?.Layers ?? CoderLayers.Convolutional;
        var isImage = layers == CoderLayers.Convolutional || (layers == CoderLayers.Auto && (!form.IsNumbers || _options.ImageHeight > 0 || _options.Channels > 0));
        return isImage ? InputKinds.OfShape(typeof(ImageShape)) : InputKinds.Get("vector");
    }

    private void Warn(string fault)
    {
        using var log = new ChannelLog(context);
        log.Warning(fault);
    }

    private static int Count(IDataView view, int most)
    {
        using var cursor = view.GetRowCursor([]);
        var rows = 0;
        while (rows < most && cursor.MoveNext()) rows++;
        return rows;
    }

    private static void CheckRows(IDataView input)
    {
        var rows = Count(input, 2);
        if (rows < 2) throw new InvalidOperationException($"A generative model learns what rows have in common: at least 2 are needed, but there {(rows == 1 ? "is 1" : "are none")}.");
    }
}

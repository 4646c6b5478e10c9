using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>What a sweep found.</summary>
public sealed class SweepResult
{
    private readonly JointSpace _space;
    private readonly LabelPlan _label;
    private readonly ITransformer _scoring;

    internal SweepResult(LabelPlan label, SweepSettings settings, JointSpace space, SweepData data, IReadOnlyList<Trial> trials, Trial best, IReadOnlyList<EnsembleMember> members, ITransformer model,
        string tuner, TimeSpan elapsed, Predictions? predictions)
    {
        (_space, _label, _scoring) = (space, label, model);
        (Settings, Data, Trials, Best, Members) = (settings, data, trials, best, members);
        Model = label.MapsBack ? WithValues(data.Rows, model) : model;
        (TunerName, Elapsed, Predictions) = (tuner, elapsed, predictions);
    }

    /// <summary>The task.</summary>
    public PredictionTask Task => _label.Task;

    /// <summary>Why it is this task, where it was found by the label.</summary>
    public string TaskReason => _label.Why;

    /// <summary>All trials, in the order of their numbers.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>All trials, the best first; those without a value at the end.</summary>
    public IReadOnlyList<Trial> Leaderboard => TrialRanking.Order(Trials, Settings.Objectives);

    /// <summary>The best completed trial by the first objective that keeps all constraints.</summary>
    public Trial Best { get; }

    /// <summary>The value of the first objective that the model has on the validation rows: that of the best trial, or of the mean of the members. NaN where it is not known.</summary>
    public double Value => Members.Count == 1 && Members[0].Trial == Best.Number ? Best.Values[0] : Predictions is { } own && Data.Truth is { } truth ? truth.Value(own, Objectives[0]) : double.NaN;

    /// <summary>The trials whose models the result is the weighted mean of; one where that was best.</summary>
    public IReadOnlyList<EnsembleMember> Members { get; }

    /// <summary>
    /// The model: an ordinary chain of ML.NET transformers, to be saved by <c>ml.Model.Save</c>. It needs no label. Where the label was text or a number, and the task is
    /// multiclass, <c>PredictedLabel</c> has such values.
    /// </summary>
    public ITransformer Model { get; }

    /// <summary>What the sweep was after.</summary>
    public IReadOnlyList<Objective> Objectives => Settings.Objectives;

    /// <summary>The search space.</summary>
    public SearchSpace Space => _space.Space;

    /// <summary>The columns that were learnt from.</summary>
    public IReadOnlyList<string> Features => Data.Features.Names;

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; }

    internal SweepSettings Settings { get; }

    internal SweepData Data { get; }

    internal string TunerName { get; }

    internal Predictions? Predictions { get; }

    /// <summary>What the report shows, to be written by <see cref="SweepReport"/> or added to.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="commandLine">How the sweep can be repeated; null to say nothing.</param>
    public SweepDocument ToDocument(string title = "Sweep", string? commandLine = null) => Reports.SweepPages.Of(this, title, commandLine ?? "");

    /// <summary>Writes the report: one HTML page that needs nothing else.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="title">The heading.</param>
    public void WriteReport(string path, string title = "Sweep") => SweepReport.Write(ToDocument(title), path);

    /// <summary>Measures the model on rows that it was not made from.</summary>
    /// <param name="data">Rows of the schema of the training rows, with the label.</param>
    /// <returns>Every metric of the task, under the names that ML.NET gives them.</returns>
    public IReadOnlyDictionary<string, double> Evaluate(IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Task.Evaluate(new MLContext(Settings.Seed), _scoring.Transform(_label.Convert?.Transform(data) ?? data));
    }

    /// <summary>The contender of a trial, and its hyperparameters under their own names.</summary>
    public (Contender Contender, Configuration Configuration) Split(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return _space.Split(trial.Configuration);
    }

    private static TransformerChain<ITransformer> WithValues(IDataView rows, ITransformer model) =>
        new([model, new MLContext().Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(rows))]);
}

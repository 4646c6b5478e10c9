using Microsoft.ML;

namespace MLNetDeep.Testing;

/// <summary>One task as the contract tests it: its catalog, its label in <see cref="ContractData"/>, and how well rows are predicted.</summary>
public sealed record ContractTask
{
    // The loss of the best quantiles that are the same for all rows.
    private const double ConstantPinball = 8.0 / 9;

    private ContractTask()
    {
    }

    /// <summary>One of three kinds of bars.</summary>
    public static ContractTask Multiclass { get; } = new()
    {
        Name = "multiclass",
        Label = ContractData.Label,
        Catalog = deep => deep.MulticlassClassification,
        Error = (ml, scored) => 1 - ml.MulticlassClassification.Evaluate(scored).MicroAccuracy,
        ConstantError = 2.0 / 3,
        Reported = (ml, scored) =>
        {
            var metrics = ml.MulticlassClassification.Evaluate(scored);
            return new() { ["Accuracy"] = metrics.MicroAccuracy, ["Loss"] = metrics.LogLoss };
        },
    };

    /// <summary>Whether bars go across.</summary>
    public static ContractTask Binary { get; } = new()
    {
        Name = "binary",
        Label = nameof(ContractRow.IsAcross),
        Catalog = deep => deep.BinaryClassification,
        Error = (ml, scored) => 1 - ml.BinaryClassification.Evaluate(scored, nameof(ContractRow.IsAcross)).Accuracy,
        ConstantError = 1.0 / 3,
        // ML.NET counts in bits.
        Reported = (ml, scored) =>
        {
            var metrics = ml.BinaryClassification.Evaluate(scored, nameof(ContractRow.IsAcross));
            return new() { ["Accuracy"] = metrics.Accuracy, ["Loss"] = metrics.LogLoss * Math.Log(2) };
        },
    };

    /// <summary>Whether bars go across, go down, and are dark at the upper left.</summary>
    public static ContractTask MultiLabel { get; } = new()
    {
        Name = "multilabel",
        Label = nameof(ContractRow.Marks),
        Catalog = deep => deep.MultiLabelClassification,
        Error = (ml, scored) => ml.Deep().MultiLabelClassification.Evaluate(scored, nameof(ContractRow.Marks)).HammingLoss,
        ConstantError = 1.0 / 3,
        Reported = (ml, scored) =>
        {
            var metrics = ml.Deep().MultiLabelClassification.Evaluate(scored, nameof(ContractRow.Marks));
            return new() { ["LabelAccuracy"] = 1 - metrics.HammingLoss, ["Loss"] = metrics.LogLoss };
        },
    };

    /// <summary>A number that the kind of bars decides.</summary>
    public static ContractTask Regression { get; } = new()
    {
        Name = "regression",
        Label = nameof(ContractRow.Level),
        Catalog = deep => deep.Regression,
        Error = (ml, scored) => 1 - ml.Regression.Evaluate(scored, nameof(ContractRow.Level)).RSquared,
        ConstantError = 1,
        LearntError = 0.1,
        Reported = (ml, scored) =>
        {
            var metrics = ml.Regression.Evaluate(scored, nameof(ContractRow.Level));
            return new() { ["MeanAbsoluteError"] = metrics.MeanAbsoluteError, ["RootMeanSquaredError"] = metrics.RootMeanSquaredError };
        },
    };

    /// <summary>Two numbers at once.</summary>
    public static ContractTask MultiTarget { get; } = new()
    {
        Name = "multitarget",
        Label = nameof(ContractRow.Levels),
        Catalog = deep => deep.Regression,
        Error = (ml, scored) => 1 - ml.Deep().Regression.EvaluateTargets(scored, nameof(ContractRow.Levels)).RSquared,
        ConstantError = 1,
        LearntError = 0.1,
        Reported = (ml, scored) => new()
        {
            ["MeanAbsoluteError"] = ml.Deep().Regression.EvaluateTargets(scored, nameof(ContractRow.Levels)).MeanAbsoluteError,
        },
    };

    /// <summary>Three quantiles of a number.</summary>
    public static ContractTask Quantiles { get; } = new()
    {
        Name = "quantile",
        Label = nameof(ContractRow.Level),
        Catalog = deep => deep.Regression,
        Prepare = options => options.Quantiles = [0.1, 0.5, 0.9],
        Error = (ml, scored) => ml.Deep().Regression.EvaluateQuantiles(scored, nameof(ContractRow.Level)).PinballLoss / ConstantPinball,
        ConstantError = 1,
        // The pinball loss is as steep near its end as far from it: steps of one size come close, not there.
        LearntError = 0.5,
        Reported = (ml, scored) => new()
        {
            ["Coverage"] = ml.Deep().Regression.EvaluateQuantiles(scored, nameof(ContractRow.Level)).Quantiles.Average(q => q.Coverage),
        },
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ContractTask> All { get; } = [Multiclass, Binary, MultiLabel, Regression, MultiTarget, Quantiles];

    /// <summary>Its name in messages.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The label's column in <see cref="ContractData"/>.</summary>
    public string Label { get; private init; } = "";

    internal Func<DeepCatalog, DeepTaskCatalog> Catalog { get; private init; } = null!;

    internal Action<TrainerOptions> Prepare { get; private init; } = _ => { };

    /// <summary>From scored rows to an error that is 0 when all is right.</summary>
    internal Func<MLContext, IDataView, double> Error { get; private init; } = null!;

    /// <summary>The error of a prediction that is the same for all rows.</summary>
    internal double ConstantError { get; private init; }

    /// <summary>The most error that is left on rows that were memorized.</summary>
    internal double LearntError { get; private init; }

    /// <summary>An independent recount of what the history reports.</summary>
    internal Func<MLContext, IDataView, Dictionary<string, double>> Reported { get; private init; } = null!;

    internal bool IsRegression => ReferenceEquals(this, Regression) || ReferenceEquals(this, MultiTarget) || ReferenceEquals(this, Quantiles);
}

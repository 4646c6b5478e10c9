using Microsoft.ML;
using MLNetDeep.Evaluation;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>
/// Trainers that predict numbers. The label is Single, or a numeric vector of several targets; Score has the same form.
/// With <see cref="TrainerOptions.Quantiles"/> Score is a vector with those quantiles of a Single label.
/// </summary>
public sealed partial class DeepRegressionCatalog : DeepTaskCatalog
{
    internal DeepRegressionCatalog(MLContext context) : base(context)
    {
    }

    /// <summary>How well several targets are predicted; for one, ML.NET has an evaluator.</summary>
    /// <param name="data">Scored rows with their label.</param>
    /// <param name="labelColumnName">The label: a vector with a slot for each target.</param>
    /// <param name="scoreColumnName">The predicted values.</param>
    public MultiTargetRegressionMetrics EvaluateTargets(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(data);
        return TargetEvaluator.Evaluate(data, labelColumnName, scoreColumnName);
    }

    /// <summary>How well quantiles are predicted.</summary>
    /// <param name="data">Scored rows with their label.</param>
    /// <param name="labelColumnName">The label: a number.</param>
    /// <param name="scoreColumnName">The predicted quantiles, whose slots are named after them.</param>
    public QuantileRegressionMetrics EvaluateQuantiles(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(data);
        return QuantileEvaluator.Evaluate(data, labelColumnName, scoreColumnName);
    }

    private protected override DeepTask CreateTask(TrainerOptions options) => TaskTable.Regression(options);
}

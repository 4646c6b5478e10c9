using Microsoft.ML;
using MLNetDeep.Evaluation;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>
/// Trainers that tell which of several labels a row has, any number at once. The label is a vector of Boolean, or of 0 and 1,
/// with a slot for each; its slot names are kept. Out come Score, a vector of probabilities, and PredictedLabel, a vector of Boolean.
/// </summary>
public sealed partial class DeepMultiLabelCatalog : DeepTaskCatalog
{
    internal DeepMultiLabelCatalog(MLContext context) : base(context)
    {
    }

    /// <summary>How well labels are predicted.</summary>
    /// <param name="data">Scored rows with their label.</param>
    /// <param name="labelColumnName">The label: a vector of flags.</param>
    /// <param name="scoreColumnName">The probabilities of the labels.</param>
    public MultiLabelMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(data);
        return MultiLabelEvaluator.Evaluate(data, labelColumnName, scoreColumnName);
    }

    private protected override DeepTask CreateTask(TrainerOptions options) => new MultiLabelTask();
}

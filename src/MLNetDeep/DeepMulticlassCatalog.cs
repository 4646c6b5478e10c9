using Microsoft.ML;
using MLNetDeep.Evaluation;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>Trainers that tell one of several classes. The label is a key column, as <c>MapValueToKey</c> makes it.</summary>
public sealed partial class DeepMulticlassCatalog : DeepTaskCatalog
{
    internal DeepMulticlassCatalog(MLContext context) : base(context)
    {
    }

    /// <summary>How well probabilities match frequencies; ML.NET's own <c>Evaluate</c> says the rest.</summary>
    /// <param name="data">Scored rows with their label.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="scoreColumnName">The probabilities of the classes.</param>
    public CalibrationMetrics EvaluateCalibration(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(data);
        return CalibrationEvaluator.Multiclass(data, labelColumnName, scoreColumnName);
    }

    /// <summary>How well probabilities match frequencies before and after the network was calibrated.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Rows with their label, which it scores.</param>
    public (CalibrationMetrics Before, CalibrationMetrics After) EvaluateCalibration(DeepTransformer model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(model);
        var scored = model.Transform(data);
        return (CalibrationEvaluator.Multiclass(scored, model.LabelColumnName, "Score", model.History.Calibration?.Temperature ?? 1),
            CalibrationEvaluator.Multiclass(scored, model.LabelColumnName, "Score"));
    }

    private protected override DeepTask CreateTask(TrainerOptions options) => new MulticlassTask();
}

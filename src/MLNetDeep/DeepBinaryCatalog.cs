using Microsoft.ML;
using MLNetDeep.Evaluation;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>
/// Trainers that tell true from false. The label is Boolean, or a key of two classes of which the second is true. Out come
/// ML.NET's columns: Score (the logit), Probability and PredictedLabel.
/// </summary>
public sealed partial class DeepBinaryCatalog : DeepTaskCatalog
{
    internal DeepBinaryCatalog(MLContext context) : base(context)
    {
    }

    /// <summary>How well probabilities match frequencies; ML.NET's own <c>Evaluate</c> says the rest.</summary>
    /// <param name="data">Scored rows with their label.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="probabilityColumnName">The probability of true.</param>
    public CalibrationMetrics EvaluateCalibration(IDataView data, string labelColumnName = "Label", string probabilityColumnName = "Probability")
    {
        ArgumentNullException.ThrowIfNull(data);
        return CalibrationEvaluator.Binary(data, labelColumnName, probabilityColumnName);
    }

    /// <summary>How well probabilities match frequencies before and after the network was calibrated.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">Rows with their label, which it scores.</param>
    public (CalibrationMetrics Before, CalibrationMetrics After) EvaluateCalibration(DeepTransformer model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(model);
        var scored = model.Transform(data);
        return (CalibrationEvaluator.Binary(scored, model.LabelColumnName, "Probability", model.History.Calibration?.Temperature ?? 1),
            CalibrationEvaluator.Binary(scored, model.LabelColumnName, "Probability"));
    }

    private protected override DeepTask CreateTask(TrainerOptions options) => new BinaryTask();
}

using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>
/// Makes probabilities match frequencies: divides all logits by one temperature, which makes the loss on the validation rows
/// smallest. It changes no predicted class. After Guo et al., On Calibration of Modern Neural Networks (2017). A weak prior
/// around 1 and smoothed labels, as in Platt, Probabilistic Outputs for Support Vector Machines (1999), keep a handful of rows, all of them right,
/// from making the network certain of everything: of n rows, training rows included, a label counts as (n + 1) / (n + 2).
/// Fewer than ten validation rows say nothing of a temperature. Then it is only raised, if need be, by the training rows with labels
/// smoothed so: n rows learnt by heart claim no more than n rows can show.
/// </summary>
internal sealed class Calibrator(DeepTask task, IObjective objective, TrainingPlan plan)
{
    /// <summary>Fewer validation rows than this say nothing of a temperature.</summary>
    public const int FewestRows = 10;

    private const int MostRows = 100_000, Steps = 40;
    private const double Widest = 2.5; // in ln temperature

    /// <summary>Finds the temperature and builds it into the end of the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The rows that it learnt from.</param>
    /// <param name="validation">The rows that it is judged by; null for none.</param>
    /// <returns>What came of it; null where there are too few rows to validate on.</returns>
    public CalibrationResult? Run(DeepNetwork network, IBatchSource training, IBatchSource? validation)
    {
        if (validation?.Rows >= FewestRows) return Calibrate(network, validation, training.Rows + validation.Rows);
        Temper(network, training, validation?.Rows ?? 0);
        return null;
    }

    private CalibrationResult Calibrate(DeepNetwork network, IBatchSource rows, long seen)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (outputs, targets) = Collect(network, rows);
        var temperature = Math.Exp(Smallest(-Widest, ln => Cost(outputs, targets, ln, seen)));
        var scaled = outputs.Over(temperature);
        network.Output.Divide(temperature);
        var result = new CalibrationResult(temperature, Loss(outputs, targets), Loss(scaled, targets),
            Error(outputs, targets), Error(scaled, targets), targets.shape[0]);
        plan.Log.Info(FormattableString.Invariant(
            $"Calibrated on {result.Rows} validation rows: temperature {temperature:f3}, expected calibration error {result.ErrorBefore:f4} before, {result.ErrorAfter:f4} after."));
        return result;
    }

    private void Temper(DeepNetwork network, IBatchSource training, long validation)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (outputs, targets) = Collect(network, training);
        var temperature = Math.Exp(Smallest(0, ln => Cost(outputs, targets, ln, training.Rows)));
        network.Output.Divide(temperature);
        plan.Log.Warning(FormattableString.Invariant(
            $"Not calibrated: {validation} validation {(validation == 1 ? "row is" : "rows are")} fewer than {FewestRows}. {(temperature > 1 ? $"The temperature is set to {temperature:f3}" : "The temperature stays 1")}, so that predictions are no more confident than {training.Rows} training rows can show."));
    }

    private (Tensor Outputs, Tensor Targets) Collect(DeepNetwork network, IBatchSource rows)
    {
        var (outputs, targets) = (new List<Tensor>(), new List<Tensor>());
        long count = 0;
        foreach (var batch in rows.Pass(Math.Max(256, plan.Options.BatchSize), null, CancellationToken.None))
            using (batch)
            {
                using var features = batch.Features.To(plan.Device);
                outputs.Add(network.Run(features));
                targets.Add(batch.Targets.to(plan.Device, copy: true));
                if ((count += batch.Rows) >= MostRows) break;
            }
        return (cat(outputs), cat(targets));
    }

    private double Cost(Tensor outputs, Tensor targets, double ln, long seen)
    {
        using var scope = NewDisposeScope();
        var scaled = outputs.Over(Math.Exp(ln));
        var share = 1.0 / (seen + 2);
        return ((1 - share) * Loss(scaled, targets)) + (share * OtherLoss(scaled, targets)) + (ln * ln / targets.shape[0]);
    }

    // The loss if each label were one of the others, each as likely as the next.
    private double OtherLoss(Tensor outputs, Tensor targets)
    {
        if (targets.dtype != ScalarType.Int64) return Loss(outputs, targets.neg().Plus(1));
        var classes = outputs.shape[1];
        var any = -functional.log_softmax(outputs, 1).mean().item<float>();
        return ((classes * any) - Loss(outputs, targets)) / (classes - 1);
    }

    private double Loss(Tensor outputs, Tensor targets) => objective.RowLosses(outputs, targets).mean().item<float>();

    private double Error(Tensor outputs, Tensor targets)
    {
        var error = new CalibrationError();
        var probabilities = task.Probabilities(outputs);
        if (targets.dtype == ScalarType.Int64)
        {
            var (best, index) = probabilities.max(1);
            error.Add(Tensors.ToFloats(best), Tensors.ToFloats(index.eq(targets)));
        }
        else
        {
            error.AddFlags(Tensors.ToFloats(probabilities), Tensors.ToFloats(targets));
        }
        return error.Expected;
    }

    // The loss has one valley in the temperature.
    private static double Smallest(double low, Func<double, double> cost) => GoldenSection.Smallest(low, Widest, Steps, cost);
}

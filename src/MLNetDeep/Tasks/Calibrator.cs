using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Makes probabilities match frequencies: divides all logits by one temperature, which makes the loss on the validation rows
/// smallest. It changes no predicted class. After Guo et al., On Calibration of Modern Neural Networks (2017). A weak prior
/// around 1 keeps a handful of rows, all of them right, from making the network certain of everything.
/// </summary>
internal sealed class Calibrator(DeepTask task, IObjective objective, TrainingPlan plan)
{
    private const int MostRows = 100_000, Steps = 40;
    private const double Widest = 2.5; // in ln temperature

    /// <summary>Finds the temperature and builds it into the end of the network.</summary>
    public CalibrationResult Run(DeepNetwork network, IBatchSource rows)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (outputs, targets) = Collect(network, rows);
        var temperature = Math.Exp(Smallest(ln => Cost(outputs, targets, ln)));
        var scaled = outputs.Over(temperature);
        network.Output.Divide(temperature);
        var result = new CalibrationResult(temperature, Loss(outputs, targets), Loss(scaled, targets),
            Error(outputs, targets), Error(scaled, targets), targets.shape[0]);
        plan.Log.Info(FormattableString.Invariant(
            $"Calibrated on {result.Rows} validation rows: temperature {temperature:f3}, expected calibration error {result.ErrorBefore:f4} before, {result.ErrorAfter:f4} after."));
        return result;
    }

    private (Tensor Outputs, Tensor Targets) Collect(DeepNetwork network, IBatchSource rows)
    {
        var (outputs, targets) = (new List<Tensor>(), new List<Tensor>());
        long count = 0;
        foreach (var batch in rows.Pass(Math.Max(256, plan.Options.BatchSize), null, CancellationToken.None))
            using (batch)
            {
                outputs.Add(network.call(batch.Features.to(plan.Device)));
                targets.Add(batch.Targets.to(plan.Device, copy: true));
                if ((count += batch.Rows) >= MostRows) break;
            }
        return (cat(outputs), cat(targets));
    }

    private double Cost(Tensor outputs, Tensor targets, double ln)
    {
        using var scope = NewDisposeScope();
        return Loss(outputs.Over(Math.Exp(ln)), targets) + (ln * ln / targets.shape[0]);
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

    // Golden section: the loss has one valley in the temperature.
    private static double Smallest(Func<double, double> cost)
    {
        var share = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (-Widest, Widest);
        var (left, right) = (high - (share * (high - low)), low + (share * (high - low)));
        var (atLeft, atRight) = (cost(left), cost(right));
        for (var step = 0; step < Steps; step++)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (share * (high - low));
                atLeft = cost(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (share * (high - low));
                atRight = cost(right);
            }
        }
        return (low + high) / 2;
    }
}

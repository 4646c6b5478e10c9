using MLNetDeep.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// The learning-rate range test (Smith, Cyclical Learning Rates for Training Neural Networks, 2017): the rate rises by a factor
/// from step to step, and the loss shows from where on it is worth learning, and from where on too much.
/// </summary>
internal sealed class LearningRateFinder(Module<Tensor, Tensor> network, IObjective objective, TrainingPlan plan)
{
    private const double Memory = 0.9; // of the smoothed loss, from step to step
    private const double TooHigh = 4; // times the smallest loss

    public LearningRateCurve Run(IBatchSource rows, double from, double to, int steps)
    {
        using var state = new TrainingState(network, objective, plan, steps);
        using var maker = new StepMaker(network, objective, plan, state);
        maker.Start();
        var points = new List<LearningRatePoint>();
        var (average, smallest) = (0.0, double.PositiveInfinity);
        foreach (var batch in Endless(rows).Take(steps))
            using (batch)
            {
                var rate = from * Math.Pow(to / from, (double)points.Count / Math.Max(1, steps - 1));
                if (Add(maker, batch) is not { } loss) break;
                average = (Memory * average) + ((1 - Memory) * loss);
                var smoothed = average / (1 - Math.Pow(Memory, points.Count + 1));
                points.Add(new LearningRatePoint(rate, loss, smoothed));
                smallest = Math.Min(smallest, smoothed);
                if (smoothed > TooHigh * smallest) break;
                maker.Step(rate);
            }
        return new LearningRateCurve(points, Suggest(points));
    }

    // A loss that is no number any more is the end of the curve, not a fault.
    private static double? Add(StepMaker maker, Batch batch)
    {
        try
        {
            return maker.Add(batch, isFirst: true, size: 1);
        }
        catch (DivergedException)
        {
            return null;
        }
    }

    private IEnumerable<Batch> Endless(IBatchSource rows)
    {
        for (var pass = 0; ; pass++)
            foreach (var batch in rows.Pass(plan.Options.BatchSize, new Random(unchecked(plan.Seed + pass)), plan.Options.CancellationToken))
            {
                plan.Options.CancellationToken.ThrowIfCancellationRequested();
                yield return batch;
            }
    }

    // Where the smoothed loss falls fastest before its smallest value.
    private static double Suggest(List<LearningRatePoint> points)
    {
        var lowest = points.Count == 0 ? 0 : points.IndexOf(points.MinBy(p => p.SmoothedLoss)!);
        var (best, steepest) = (0, double.PositiveInfinity);
        for (var i = 1; i < lowest; i++)
        {
            var slope = points[i + 1].SmoothedLoss - points[i - 1].SmoothedLoss;
            if (slope < steepest) (best, steepest) = (i, slope);
        }
        return lowest < 2 ? double.NaN : points[best].LearningRate;
    }
}

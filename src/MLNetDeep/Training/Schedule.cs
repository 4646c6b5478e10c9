using MLNetDeep.Common;

namespace MLNetDeep.Training;

/// <summary>The learning rate of each step: a straight rise in the warmup, then what the kind of schedule says.</summary>
internal sealed class Schedule(double peak, long steps, double warmupFraction, ScheduleKind kind = ScheduleKind.Cosine)
{
    private const double PlateauFactor = 0.5;
    private const int PlateauEpochs = 3;
    private readonly long _warmup = Math.Min(steps - 1, (long)Math.Ceiling(steps * (ScheduleCurve.StartsLow(kind) ? 0 : warmupFraction)));

    /// <summary>How often the rate was halved for want of a better loss.</summary>
    public int Halvings { get; private set; }

    /// <summary>The epoch from which a better loss is waited for.</summary>
    public int WaitingSince { get; private set; }

    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(long step)
    {
        if (step < _warmup) return peak * (step + 1) / _warmup;
        var done = Math.Min(1, (double)(step - _warmup) / Math.Max(1, steps - _warmup));
        return peak * ScheduleCurve.At(kind, done) * Math.Pow(PlateauFactor, Halvings);
    }

    /// <summary>The share of all steps that are done before a step, counted from 0.</summary>
    public double Done(long step) => Math.Min(1, (double)step / steps);

    /// <summary>Takes note of an epoch that ended.</summary>
    public void Report(int epoch, bool isBest)
    {
        if (isBest) WaitingSince = epoch;
        if (kind != ScheduleKind.Plateau || epoch - WaitingSince < PlateauEpochs) return;
        Halvings++;
        WaitingSince = epoch;
    }

    /// <summary>Goes on from where another stood.</summary>
    public void Resume(int halvings, int waitingSince) => (Halvings, WaitingSince) = (halvings, waitingSince);
}

namespace MLNetDeep.Training;

/// <summary>The learning rate of each step: a straight rise in the warmup, then half a cosine down to 0.</summary>
internal sealed class Schedule(double peak, long steps, double warmupFraction)
{
    private readonly long _warmup = Math.Min(steps - 1, (long)Math.Ceiling(steps * warmupFraction));

    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(long step)
    {
        if (step < _warmup) return peak * (step + 1) / _warmup;
        var done = (double)(step - _warmup) / Math.Max(1, steps - _warmup);
        return peak * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, done)));
    }
}

namespace MLNetDeep.Common;

/// <summary>The curves of schedules: shares of the highest value, by the share of the training that is done.</summary>
internal static class ScheduleCurve
{
    private const double CycleStart = 1.0 / 25, CycleEnd = 1e-5, CycleRise = 0.3;
    private const int LogCycles = 4;

    /// <summary>The share at a point of the training; a plateau, which losses decide, counts as constant.</summary>
    /// <param name="kind">The curve.</param>
    /// <param name="done">From 0 to 1.</param>
    public static double At(ScheduleKind kind, double done) => kind switch
    {
        ScheduleKind.Constant or ScheduleKind.Plateau => 1,
        ScheduleKind.Step => done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01,
        ScheduleKind.OneCycle => done < CycleRise
            ? Between(CycleStart, 1, done / CycleRise)
            : Between(1, CycleEnd, (done - CycleRise) / (1 - CycleRise)),
        ScheduleKind.FlatCosine => done < 0.5 ? 1 : Between(1, 0, (2 * done) - 1),
        ScheduleKind.CosineLog => 0.5 * (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + (((1 << LogCycles) - 1) * done)))),
        _ => Between(1, 0, done),
    };

    /// <summary>Whether the curve is its own warmup.</summary>
    public static bool StartsLow(ScheduleKind kind) => kind is ScheduleKind.OneCycle or ScheduleKind.CosineLog;

    private static double Between(double from, double to, double share) => to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * share)));
}

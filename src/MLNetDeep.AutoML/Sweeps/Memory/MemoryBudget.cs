namespace MLNetDeep.AutoML;

/// <summary>How much memory trials may take.</summary>
internal static class MemoryBudget
{
    private const double Share = 0.8;

    /// <summary>Bytes where nothing else is said: a part of what the machine has, or the container where that is less.</summary>
    public static long Default { get; } = (long)(Share * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Why a trial with this need is not begun; null where it is.</summary>
    public static string? WhyNot(Contender contender, MemoryNeed need, SweepSettings settings)
    {
        bool isOnGpu = contender.Network is not null && settings.GpuMemoryBudget is not null && IsGpuThere;
        if (isOnGpu && need.OnDevice > settings.GpuMemoryBudget)
            return $"Not begun: {contender.DisplayName} would take about {MemoryNeed.Text(need.OnDevice)} of GPU memory ({need}), and {MemoryNeed.Text(settings.GpuMemoryBudget.Value)} are allowed.";
        long inMemory = isOnGpu ? need.Rows : need.Total;
        return inMemory <= settings.MemoryBudgetOfTrial ? null
            : $"Not begun: {contender.DisplayName} would take about {MemoryNeed.Text(inMemory)} of memory ({need}), and {MemoryNeed.Text(settings.MemoryBudgetOfTrial)} are allowed to a trial.";
    }

    private static bool IsGpuThere => TorchSharp.torch.cuda.is_available();
}

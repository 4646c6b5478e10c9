namespace Microsoft.ML;

/// <summary>What a trainer likes its data to be.</summary>
public sealed class TrainerInfo
{
    internal TrainerInfo(bool normalization = true, bool calibration = false, bool caching = true)
    {
        NeedNormalization = normalization;
        NeedCalibration = calibration;
        WantCaching = caching;
    }

    /// <summary>Whether features should be on like scales.</summary>
    public bool NeedNormalization { get; }

    /// <summary>Whether it reads the data more than once.</summary>
    public bool WantCaching { get; }

    internal bool NeedCalibration { get; }
}

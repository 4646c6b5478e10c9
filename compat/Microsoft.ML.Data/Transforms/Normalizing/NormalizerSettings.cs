using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Which normalizer is wanted.</summary>
internal abstract record NormalizerSettings(long MaximumExampleCount)
{
    internal abstract NormalizerFitter<T> CreateFitter<T>(int slots) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

internal sealed record MinMaxSettings(long MaximumExampleCount, bool FixZero) : NormalizerSettings(MaximumExampleCount)
{
    internal override NormalizerFitter<T> CreateFitter<T>(int slots) => new MinMaxFitter<T>(slots, FixZero);
}

internal sealed record MeanVarianceSettings(long MaximumExampleCount, bool FixZero, bool UseCdf, bool UseLog)
    : NormalizerSettings(MaximumExampleCount)
{
    internal override NormalizerFitter<T> CreateFitter<T>(int slots) =>
        new MeanVarianceFitter<T>(slots, FixZero, UseCdf, UseLog);
}

internal sealed record BinningSettings(long MaximumExampleCount, bool FixZero, int MaximumBinCount)
    : NormalizerSettings(MaximumExampleCount)
{
    internal override NormalizerFitter<T> CreateFitter<T>(int slots) => new BinFitter<T>(slots, FixZero, MaximumBinCount);
}

internal sealed record RobustSettings(long MaximumExampleCount, bool CenterData, uint QuantileMin, uint QuantileMax)
    : NormalizerSettings(MaximumExampleCount)
{
    internal override NormalizerFitter<T> CreateFitter<T>(int slots) =>
        new RobustFitter<T>(slots, CenterData, QuantileMin, QuantileMax);
}

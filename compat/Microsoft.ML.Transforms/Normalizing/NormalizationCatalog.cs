using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Methods of the catalog that bring columns to like scales.</summary>
public static class NormalizationCatalog
{
    private const long DefaultCount = 1000000000;

    public static NormalizingEstimator NormalizeMinMax(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, long maximumExampleCount = DefaultCount, bool fixZero = true) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName),
            new MinMaxSettings(maximumExampleCount, fixZero));

    public static NormalizingEstimator NormalizeMinMax(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultCount, bool fixZero = true) =>
        new(catalog.GetEnvironment(), Pairs.Of(columns), new MinMaxSettings(maximumExampleCount, fixZero));

    public static NormalizingEstimator NormalizeMeanVariance(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, long maximumExampleCount = DefaultCount, bool fixZero = true, bool useCdf = false) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName),
            new MeanVarianceSettings(maximumExampleCount, fixZero, useCdf, UseLog: false));

    public static NormalizingEstimator NormalizeMeanVariance(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultCount, bool fixZero = true, bool useCdf = false) =>
        new(catalog.GetEnvironment(), Pairs.Of(columns),
            new MeanVarianceSettings(maximumExampleCount, fixZero, useCdf, UseLog: false));

    public static NormalizingEstimator NormalizeLogMeanVariance(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, long maximumExampleCount = DefaultCount, bool useCdf = true) =>
        catalog.NormalizeLogMeanVariance(outputColumnName, false, inputColumnName, maximumExampleCount, useCdf);

    public static NormalizingEstimator NormalizeLogMeanVariance(this TransformsCatalog catalog, string outputColumnName,
        bool fixZero, string? inputColumnName = null, long maximumExampleCount = DefaultCount, bool useCdf = true) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName),
            new MeanVarianceSettings(maximumExampleCount, fixZero, useCdf, UseLog: true));

    public static NormalizingEstimator NormalizeLogMeanVariance(this TransformsCatalog catalog,
        InputOutputColumnPair[] columns, long maximumExampleCount = DefaultCount, bool useCdf = true) =>
        catalog.NormalizeLogMeanVariance(columns, false, maximumExampleCount, useCdf);

    public static NormalizingEstimator NormalizeLogMeanVariance(this TransformsCatalog catalog,
        InputOutputColumnPair[] columns, bool fixZero, long maximumExampleCount = DefaultCount, bool useCdf = true) =>
        new(catalog.GetEnvironment(), Pairs.Of(columns),
            new MeanVarianceSettings(maximumExampleCount, fixZero, useCdf, UseLog: true));

    public static NormalizingEstimator NormalizeBinning(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, long maximumExampleCount = DefaultCount, bool fixZero = true, int maximumBinCount = 1024) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName),
            new BinningSettings(maximumExampleCount, fixZero, maximumBinCount));

    public static NormalizingEstimator NormalizeBinning(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultCount, bool fixZero = true, int maximumBinCount = 1024) =>
        new(catalog.GetEnvironment(), Pairs.Of(columns), new BinningSettings(maximumExampleCount, fixZero, maximumBinCount));

    public static NormalizingEstimator NormalizeRobustScaling(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, long maximumExampleCount = DefaultCount, bool centerData = true,
        uint quantileMin = 25, uint quantileMax = 75) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName),
            new RobustSettings(maximumExampleCount, centerData, quantileMin, quantileMax));

    public static NormalizingEstimator NormalizeRobustScaling(this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultCount, bool centerData = true, uint quantileMin = 25, uint quantileMax = 75) =>
        new(catalog.GetEnvironment(), Pairs.Of(columns),
            new RobustSettings(maximumExampleCount, centerData, quantileMin, quantileMax));

    public static LpNormNormalizingEstimator NormalizeLpNorm(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null,
        LpNormNormalizingEstimatorBase.NormFunction norm = LpNormNormalizingEstimatorBase.NormFunction.L2,
        bool ensureZeroMean = false) =>
        new(catalog.GetEnvironment(), Pairs.Of(outputColumnName, inputColumnName), norm, ensureZeroMean);
}

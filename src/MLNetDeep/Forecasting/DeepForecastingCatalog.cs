using Microsoft.ML;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep;

/// <summary>Forecasters of time series.</summary>
public sealed partial class DeepForecastingCatalog
{
    private readonly MLContext _context;

    internal DeepForecastingCatalog(MLContext context) => _context = context;

    /// <summary>The options of a forecaster, with their defaults, by its key.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <exception cref="ArgumentException">There is no such forecaster; the message lists those there are.</exception>
    public ForecasterOptions CreateOptions(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ForecastArchitecture.Get(key).CreateOptions();
    }

    /// <summary>The keys of all forecasters: auto, dlinear, lastvalue, lstm, …</summary>
    public IReadOnlyList<string> Keys => [.. ForecastArchitecture.All.Select(architecture => architecture.Key)];

    /// <summary>Trains the forecaster whose options these are.</summary>
    /// <param name="options">The options: of Ridge, DLinear, PatchTst, …</param>
    public ForecastTrainer Forecaster(ForecasterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ForecastTrainer(_context, ForecastArchitecture.Of(options), options);
    }
}

using Microsoft.ML;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep;

/// <summary>Forecasters of time series.</summary>
public sealed partial class DeepForecastingCatalog
{
    private readonly MLContext _context;

    internal DeepForecastingCatalog(MLContext context) => _context = context;

    /// <summary>Trains the forecaster whose options these are.</summary>
    /// <param name="options">The options: of Ridge, DLinear, PatchTst, …</param>
    public ForecastTrainer Forecaster(ForecasterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ForecastTrainer(_context, ForecastArchitecture.Of(options), options);
    }
}

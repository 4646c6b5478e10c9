namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>Repeats the last value: a baseline.</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer LastValue(LastValueOptions? options = null) => Forecaster(options ?? new LastValueOptions());
}

namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>An ensemble of ridge regressions with different look-back windows and normalizations, weighted by their errors of validation: the one to begin with.</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer Auto(AutoForecasterOptions? options = null) => Forecaster(options ?? new AutoForecasterOptions());
}

namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>A linear layer over time on windows less their last value (Zeng et al., 2023).</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer NLinear(NLinearOptions? options = null) => Forecaster(options ?? new NLinearOptions());
}

namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>Perceptrons over time and over columns in turn (Chen et al., TSMixer: An All-MLP Architecture for Time Series Forecasting, 2023).</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer TsMixer(TsMixerOptions? options = null) => Forecaster(options ?? new TsMixerOptions());
}

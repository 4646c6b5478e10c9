namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>A linear layer for the trend of a window and one for the rest (Zeng et al., Are Transformers Effective for Time Series Forecasting?, 2023).</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer DLinear(DLinearOptions? options = null) => Forecaster(options ?? new DLinearOptions());
}

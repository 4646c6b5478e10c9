namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>A long short-term memory over the window (Hochreiter and Schmidhuber, 1997).</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer Lstm(LstmForecasterOptions? options = null) => Forecaster(options ?? new LstmForecasterOptions());
}

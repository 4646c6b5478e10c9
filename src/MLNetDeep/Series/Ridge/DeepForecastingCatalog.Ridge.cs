namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>Ridge regression on the window, in closed form: one linear map that all columns and series share. The one that networks must beat.</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer Ridge(RidgeForecasterOptions? options = null) => Forecaster(options ?? new RidgeForecasterOptions());
}

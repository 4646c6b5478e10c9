namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>Repeats the last season: a baseline.</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer SeasonalNaive(SeasonalNaiveOptions? options = null) => Forecaster(options ?? new SeasonalNaiveOptions());
}

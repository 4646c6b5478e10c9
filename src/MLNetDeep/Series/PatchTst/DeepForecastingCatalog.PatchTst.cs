namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>A transformer over patches of each column by itself (Nie et al., A Time Series is Worth 64 Words, 2023).</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer PatchTst(PatchTstOptions? options = null) => Forecaster(options ?? new PatchTstOptions());
}

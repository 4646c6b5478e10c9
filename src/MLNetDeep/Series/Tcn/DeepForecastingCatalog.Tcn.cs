namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>Causal dilated convolutions over the window (Bai et al., An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling, 2018).</summary>
    /// <param name="options">Columns, horizon and the rest; defaults when null.</param>
    public ForecastTrainer Tcn(TcnForecasterOptions? options = null) => Forecaster(options ?? new TcnForecasterOptions());
}

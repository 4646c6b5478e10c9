using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Forecasting;

/// <summary>All that a trained forecaster is.</summary>
internal sealed record ForecastModel
{
    public required SeriesNetwork Network { get; init; }

    public required ForecastArchitecture Architecture { get; init; }

    public required ForecasterOptions Options { get; init; }

    public required SeriesColumns Columns { get; init; }

    public required TimeStep Step { get; init; }

    /// <summary>The steps of a season.</summary>
    public required int Season { get; init; }

    public required SeriesStatistics Statistics { get; init; }

    public required TrainingHistory History { get; init; }

    /// <summary>How good it is on the validation part; null where there is none.</summary>
    public ForecastMetrics? Validation { get; init; }

    public SeriesShape Shape => Network.Shape;

    /// <summary>Makes a network for a forecaster.</summary>
    public static SeriesNetwork CreateNetwork(ForecastArchitecture architecture, ForecasterOptions options, SeriesColumns columns, int season, bool hasSeveral)
    {
        var shape = new SeriesShape(options.LookBack, columns.Values.Length, options.Horizon);
        return new SeriesNetwork(shape, columns.Known.Length, columns.Statics.Length, options.Quantiles.Length, architecture.Build(options, shape, season), !architecture.IsTrained, hasSeveral);
    }
}

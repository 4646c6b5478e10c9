using Microsoft.ML.SearchSpace;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep;

/// <summary>
/// The options that all forecasters share: which columns, how far ahead, from how much of the past. Of the options of every trainer, those of labels, classes, mixing and example weights play no part;
/// <see cref="TrainerOptions.ValidationFraction"/> is the last part of the time of the training rows, and <see cref="TrainerOptions.BatchSize"/> counts windows.
/// </summary>
public abstract class ForecasterOptions : TrainerOptions
{
    private protected ForecasterOptions() => (ValidationFraction, WeightDecay) = (0.2, 0);

    /// <summary>The forecast horizon: how many steps ahead are forecast. Default 24.</summary>
    public int Horizon { get; set; } = 24;

    /// <summary>The look-back window: how many steps of the past a forecast is made from. Default 336.</summary>
    [Range(48, 720, 336, true)]
    public virtual int LookBack { get; set; } = 336;

    /// <summary>The column of times: DateTime, DateTimeOffset or whole numbers. Rows may come in any order; those of a series must be one step apart, and the step is inferred. Default Time.</summary>
    public string TimeColumnName { get; set; } = "Time";

    /// <summary>The column that tells series apart: text, a key or a whole number. All rows are one series when null (the default).</summary>
    public string? SeriesColumnName { get; set; }

    /// <summary>The columns to forecast: numbers. All columns of numbers that are not named for anything else when empty (the default).</summary>
    public string[] ValueColumnNames { get; set; } = [];

    /// <summary>Columns known in advance, for the steps to be forecast too, such as holidays or prices: numbers or Boolean. None by default.</summary>
    public string[] KnownColumnNames { get; set; } = [];

    /// <summary>Static columns, the same in all rows of a series: numbers or Boolean. None by default.</summary>
    public string[] StaticColumnNames { get; set; } = [];

    /// <summary>The quantiles that are forecast beside the mean, in ascending order: 0.1 and 0.9 bound an interval of 80 %. Default 0.1, 0.5, 0.9.</summary>
    public override double[] Quantiles { get; set; } = [0.1, 0.5, 0.9];

    /// <summary>How each window is normalized before the network, and its forecasts scaled back. Default RevIn.</summary>
    public virtual WindowNormalization Normalization { get; set; } = WindowNormalization.RevIn;

    /// <summary>What is done about steps that are missing in a series, and about missing values. Default Error.</summary>
    public MissingSteps MissingSteps { get; set; }

    /// <summary>
    /// The steps of a season, for seasonal forecasts and for the metric MASE. Default 0: a day of hourly or shorter steps, a week of days, a year of weeks, months or quarters; 1 (no season) of others.
    /// </summary>
    public int Seasonality { get; set; }

    /// <summary>The keys of all forecasters: auto, dlinear, lastvalue, lstm, …</summary>
    public static IReadOnlyList<string> Keys => [.. ForecastArchitecture.All.Select(architecture => architecture.Key)];

    /// <summary>The options of a forecaster, with their defaults.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <exception cref="ArgumentException">There is no such forecaster; the message lists those there are.</exception>
    public static ForecasterOptions Create(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ForecastArchitecture.Get(key).CreateOptions();
    }

    internal override bool SavesScores => false;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Horizon), Horizon, 1);
        faults.AtLeast(nameof(LookBack), LookBack, 1);
        faults.AtLeast(nameof(Seasonality), Seasonality, 0);
        faults.Defined(nameof(Normalization), Normalization);
        faults.Defined(nameof(MissingSteps), MissingSteps);
        faults.Require(!string.IsNullOrEmpty(TimeColumnName), $"{nameof(TimeColumnName)} must name a column.");
        faults.Require(ValidationSet is null, $"{nameof(ValidationSet)} must be null: a forecaster is validated on the last part of the time of its training rows ({nameof(ValidationFraction)}).");
        faults.Require(Precision != Precision.BFloat16, $"{nameof(Precision)} must be Single or Auto for forecasters, but was BFloat16.");
        string[] twice = [.. ColumnNames.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)];
        faults.Require(twice.Length == 0, $"Each column must be named once, but {string.Join(", ", twice.Select(name => $"'{name}'"))} {(twice.Length == 1 ? "is" : "are")} named more often.");
    }

    internal IEnumerable<string> ColumnNames => new[] { TimeColumnName, SeriesColumnName }.OfType<string>().Concat(ValueColumnNames).Concat(KnownColumnNames).Concat(StaticColumnNames);

    private protected override void Own()
    {
        base.Own();
        (ValueColumnNames, KnownColumnNames, StaticColumnNames) = ([.. ValueColumnNames], [.. KnownColumnNames], [.. StaticColumnNames]);
    }
}

/// <summary>How windows are normalized, so that a network need not learn the level that a series happens to have.</summary>
public enum WindowNormalization
{
    /// <summary>Mean and standard deviation of each value column in the window (Kim et al., Reversible Instance Normalization, 2022, without its learnt scale).</summary>
    RevIn,

    /// <summary>The last value of each value column is subtracted (as in NLinear).</summary>
    LastValue,

    /// <summary>The mean of each value column in the window is subtracted.</summary>
    Mean,

    /// <summary>Nothing, beside the standardization of each value column by the training part.</summary>
    None,
}

/// <summary>What is done about steps without a row, and about missing values.</summary>
public enum MissingSteps
{
    /// <summary>An error that names the first of them.</summary>
    Error,

    /// <summary>The last values before are taken. A series begins at its first step with all values.</summary>
    FillForward,

    /// <summary>A straight line between the values before and behind. A series begins at its first step with all values, and ends at the last.</summary>
    Interpolate,
}

using System.Globalization;

namespace MLNetDeep.Forecasting;

/// <summary>The names of columns of forecasts.</summary>
internal static class ForecastNames
{
    /// <summary>The vector columns of a value column's forecasts: OT.Forecast, OT.Forecast.0.1, …</summary>
    public static IEnumerable<string> Vectors(IEnumerable<string> values, IEnumerable<double> quantiles) =>
        values.SelectMany(value => quantiles.Select(quantile => $"{Vector(value)}.{Text(quantile)}").Prepend(Vector(value)));

    /// <summary>The vector column of forecasts.</summary>
    public static string Vector(string value) => $"{value}.Forecast";

    /// <summary>The column of a quantile of a value: OT.0.1.</summary>
    public static string Quantile(string value, double quantile) => $"{value}.{Text(quantile)}";

    private static string Text(double quantile) => quantile.ToString(CultureInfo.InvariantCulture);
}

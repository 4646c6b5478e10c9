using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DemandForecast;

/// <summary>What was and what is forecast, as a page of its own that needs no network.</summary>
internal static class Chart
{
    public static void Write(string path, Hour[] truth, IDataView forecast)
    {
        var rows = forecast.GetColumn<string>("Town").Select((town, i) => (Town: town, Row: i)).ToArray();
        DateTime[] times = [.. forecast.GetColumn<DateTime>("Time")];
        float[] mean = [.. forecast.GetColumn<float>("Demand")], low = [.. forecast.GetColumn<float>("Demand.0.1")], high = [.. forecast.GetColumn<float>("Demand.0.9")];
        string data = JsonSerializer.Serialize(truth.GroupBy(hour => hour.Town).Select(town => new
        {
            name = town.Key,
            truth = town.Select(hour => new object[] { hour.Time, hour.Demand }),
            mean = Of(town.Key, mean),
            low = Of(town.Key, low),
            band = Of(town.Key, [.. high.Zip(low, (upper, lower) => upper - lower)]),
        }));
        // JSON in a script element must not end it.
        File.WriteAllText(path, Resource("forecast.html").Replace("{{library}}", Resource("echarts.js")).Replace("{{data}}", data.Replace("<", "\\u003c")));

        IEnumerable<object[]> Of(string town, float[] values) => rows.Where(row => row.Town == town).Select(row => new object[] { times[row.Row], MathF.Round(values[row.Row], 1) });
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(Chart).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

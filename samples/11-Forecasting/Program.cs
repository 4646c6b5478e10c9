// The demand of three towns for electricity, two days ahead, with intervals: a ridge regression, an ensemble of them and a network against the last week; a chart as a page.
//   dotnet run -- [small] [demand.zip] [forecast.html]
// The same from the command line:
//   mlnetdeep forecast train --data demand.csv --series Town --values Demand --known Temperature --horizon 48 --out demand.zip
//   mlnetdeep forecast predict --model demand.zip --data ahead.csv --out forecast.csv
using DemandForecast;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;

string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "demand.zip", page = args.FirstOrDefault(a => a.EndsWith(".html")) ?? "forecast.html";
int days = args.Contains("small") ? 120 : 365, known = 24 * (days - 28);
var ml = new MLContext(seed: 1);
List<Hour> all = [.. Towns.Make(days, seed: 1)];
DateTime until = all[0].Time.AddHours(known);
// The last four weeks are what is forecast: nothing is learned from them.
IDataView history = ml.Data.LoadFromEnumerable(all.Where(hour => hour.Time < until)), future = ml.Data.LoadFromEnumerable(all.Where(hour => hour.Time >= until));

T For<T>(T options)
    where T : ForecasterOptions
{
    (options.Horizon, options.LookBack, options.SeriesColumnName, options.ValueColumnNames, options.KnownColumnNames, options.Seasonality, options.Seed) = (48, 336, "Town", ["Demand"], ["Temperature"], 7 * 24, 1);
    return options;
}
Console.WriteLine("On four weeks that were not seen, every hour forecast up to 48 hours ahead:");
foreach (ForecastTrainer trainer in new[] { ml.Deep().Forecasting.SeasonalNaive(For(new SeasonalNaiveOptions())), ml.Deep().Forecasting.Ridge(For(new RidgeForecasterOptions())), ml.Deep().Forecasting.DLinear(For(new DLinearOptions { MaxEpochs = 10 })) })
{
    using ForecastTransformer tried = trainer.Fit(history);
    Tell(tried);
}
using ForecastTransformer model = ml.Deep().Forecasting.Auto(For(new AutoForecasterOptions())).Fit(history);
Tell(model);

// Two days ahead: the weather is forecast, the demand is not known.
IDataView ahead = ml.Data.LoadFromEnumerable(all.Where(hour => hour.Time < until.AddHours(48)).Select(hour => hour.Time < until ? hour : new Hour { Town = hour.Town, Time = hour.Time, Temperature = hour.Temperature, Demand = float.NaN }));
IDataView forecast = model.Forecast(ahead);
Chart.Write(page, [.. all.Where(hour => hour.Time >= until.AddDays(-7) && hour.Time < until.AddHours(48))], forecast);
Console.WriteLine($"Two days ahead of each town in {page}.");

// A zip for an application without MLNetDeep: a row is a window, with a vector for each column.
ml.Model.Save(model, null, file);
ITransformer plain = ml.Model.Load(file, out _);
Hour[] town = [.. all.Where(hour => hour.Town == "Barton" && hour.Time < until.AddHours(48))];
var window = new Window { Demand = [.. town[^(336 + 48)..^48].Select(hour => hour.Demand)], Temperature = [.. town[^(336 + 48)..].Select(hour => hour.Temperature)] };
float[] next = plain.Transform(ml.Data.LoadFromEnumerable([window])).GetColumn<float[]>("Demand.Forecast").Single();
Console.WriteLine($"Barton by plain ML.NET, from 6 to 11 o'clock: {string.Join(", ", next[6..12].Select(value => value.ToString("0.0")))}; there came {string.Join(", ", town[^48..][6..12].Select(hour => hour.Demand.ToString("0.0")))}.");

void Tell(ForecastTransformer forecaster)
{
    ForecastMetrics metrics = forecaster.Evaluate(future, history);
    Console.WriteLine($"  {forecaster.ForecasterKey,-14} MASE {metrics.MeanAbsoluteScaledError:0.000}, {metrics.Columns[0].MeanAbsoluteError:0.00} MW off on average, {metrics.IntervalCoverage:P0} within the interval of 80 %");
}

/// <summary>What the saved model takes.</summary>
internal sealed class Window
{
    [VectorType(336)]
    public float[] Demand { get; set; } = [];

    [VectorType(336 + 48)]
    public float[] Temperature { get; set; } = [];
}

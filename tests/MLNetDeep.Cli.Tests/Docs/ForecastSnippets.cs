using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code of docs/forecasting.md.</summary>
internal static class ForecastSnippets
{
    public static void Train(MLContext ml, IDataView lastMonths)
    {
        #region forecasting
        IDataView sales = ml.Data.LoadTable("sales.csv"); // a row for each day of each shop
        using var model = ml.Deep().Forecasting.Auto(new AutoForecasterOptions
        {
            TimeColumnName = "Date",
            SeriesColumnName = "Shop",
            ValueColumnNames = ["Sales", "Visitors"],
            KnownColumnNames = ["Holiday"],
            Horizon = 14,
            LookBack = 91,
        }).Fit(sales);

        ForecastMetrics metrics = model.Evaluate(lastMonths, history: sales); // every window
        Console.WriteLine($"MASE {metrics.MeanAbsoluteScaledError:0.000}, {metrics.IntervalCoverage:P0} within the interval");
        #endregion
    }

    public static void Use(MLContext ml, ForecastTransformer model, IDataView salesAndHolidaysToCome, IDataView sales)
    {
        #region continuation
        IDataView next = model.Forecast(salesAndHolidaysToCome); // Shop, Date, Sales, Sales.0.1, Sales.0.5, Sales.0.9, Visitors, …
        IDataView added = model.Transform(sales);                // Sales.Forecast: a vector of 14 numbers in each row
        #endregion
        _ = (next, added, ml);
    }

    public static void Save(MLContext ml, ForecastTransformer model, float[] lastSales, float[] lastVisitors, float[] holidays)
    {
        #region forecaster-zip
        ml.Model.Save(model, null, "sales.zip");          // for an application with ML.NET alone
        ml.Deep().Model.Save(model, null, "sales.zip");   // the same, and Deep().Model.Load gives the forecaster back

        // there:
        var engine = ml.Model.CreatePredictionEngine<SalesWindow, SalesForecast>(ml.Model.Load("sales.zip", out _));
        SalesForecast forecast = engine.Predict(new SalesWindow { Sales = lastSales, Visitors = lastVisitors, Holiday = holidays });
        #endregion
        _ = forecast;
    }

    #region forecaster-window
    public sealed class SalesWindow
    {
        [VectorType(91)]            // LookBack, the oldest value first
        public float[] Sales { get; set; } = [];

        [VectorType(91)]
        public float[] Visitors { get; set; } = [];

        [VectorType(91 + 14)]       // LookBack + Horizon: known in advance
        public float[] Holiday { get; set; } = [];
    }

    public sealed class SalesForecast
    {
        [ColumnName("Sales.Forecast"), VectorType(14)]
        public float[] Sales { get; set; } = [];

        [ColumnName("Sales.Forecast.0.9"), VectorType(14)]
        public float[] SalesAtMost { get; set; } = [];
    }
    #endregion
}

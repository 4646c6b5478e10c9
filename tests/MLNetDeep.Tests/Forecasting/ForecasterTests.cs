using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Tests.Forecasting;

/// <summary>What every forecaster keeps to.</summary>
[TestClass]
public sealed class ForecasterTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly Step[] History = MadeSeries.Hours(400, 1);

    public static IEnumerable<object[]> Keys => ForecastArchitecture.All.Select(architecture => new object[] { architecture.Key });

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void It_forecasts_evaluates_and_comes_back_from_its_file(string key)
    {
        using var model = Fit(key);
        var forecast = model.Forecast(Ml.View(History));
        Assert.AreEqual(6L, forecast.GetRowCount());
        CollectionAssert.AreEqual(new[] { "Time", "Sales", "Sales.0.1", "Sales.0.5", "Sales.0.9", "Visits", "Visits.0.1", "Visits.0.5", "Visits.0.9" }, forecast.Schema.Select(c => c.Name).ToArray());
        Assert.AreEqual(MadeSeries.Start.AddHours(400), forecast.GetColumn<DateTime>("Time").First());
        var (sales, low, high) = (MadeSeries.Numbers(forecast, "Sales"), MadeSeries.Numbers(forecast, "Sales.0.1"), MadeSeries.Numbers(forecast, "Sales.0.9"));
        Assert.IsTrue(sales.Concat(low).Concat(high).All(float.IsFinite));
        Assert.IsTrue(low.Zip(high).All(pair => pair.First < pair.Second));
        var metrics = model.Evaluate(Ml.View(History));
        Assert.AreEqual(400 - 48 - 6 + 1, metrics.Windows);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            Ml.Deep().Model.Save(model, null, file);
            using var loaded = (ForecastTransformer)Ml.Deep().Model.Load(file, out _).Single();
            Assert.AreEqual(key, loaded.ForecasterKey);
            CollectionAssert.AreEqual(sales, MadeSeries.Numbers(loaded.Forecast(Ml.View(History)), "Sales"));
            CollectionAssert.AreEqual(high, MadeSeries.Numbers(loaded.Forecast(Ml.View(History)), "Sales.0.9"));
            Assert.AreEqual(metrics.MeanAbsoluteScaledError, loaded.Evaluate(Ml.View(History)).MeanAbsoluteScaledError);
            CheckPlain(file, History, sales, high);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void The_same_seed_gives_the_same_forecasts(string key)
    {
        using var first = Fit(key);
        using var second = Fit(key);
        CollectionAssert.AreEqual(MadeSeries.Numbers(first.Forecast(Ml.View(History)), "Sales"), MadeSeries.Numbers(second.Forecast(Ml.View(History)), "Sales"));
    }

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void What_is_promised_is_delivered(string key)
    {
        var trainer = Ml.Deep().Forecasting.Forecaster(Options(key));
        var view = Ml.View(History);
        var promised = trainer.GetOutputSchema(SchemaShapes.Of(Ml, view)).Select(c => c.Name).ToArray();
        using var model = trainer.Fit(view);
        CollectionAssert.AreEquivalent(promised, model.Transform(view).Schema.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void A_row_has_the_forecast_that_is_made_at_it()
    {
        using var model = Fit("ridge");
        // In another order than that of time.
        var shuffled = History.OrderBy(step => step.Time.Hour).ThenBy(step => step.Time).ToArray();
        var added = model.Transform(Ml.View(shuffled));
        var (vectors, bounds) = (MadeSeries.Vectors(added, "Visits.Forecast"), MadeSeries.Vectors(added, "Visits.Forecast.0.9"));
        CollectionAssert.AreEqual(shuffled.Select(step => step.Time).ToArray(), added.GetColumn<DateTime>("Time").ToArray());
        for (var i = 0; i < shuffled.Length; i++)
        {
            var place = (int)(shuffled[i].Time - MadeSeries.Start).TotalHours;
            Assert.HasCount(6, vectors[i]);
            if (place < 47)
            {
                Assert.IsTrue(vectors[i].All(float.IsNaN) && bounds[i].All(float.IsNaN));
                continue;
            }
            if (place % 50 != 0 && place != 399) continue;
            var forecast = model.Forecast(Ml.View(History[..(place + 1)]));
            AssertClose(MadeSeries.Numbers(forecast, "Visits"), vectors[i]);
            AssertClose(MadeSeries.Numbers(forecast, "Visits.0.9"), bounds[i]);
        }
    }

    [TestMethod]
    public void Metrics_are_those_of_a_recount()
    {
        using var model = Fit("ridge");
        var test = MadeSeries.Hours(500, 1)[400..];
        var metrics = model.Evaluate(Ml.View(test), Ml.View(History));
        Assert.AreEqual(100 - 6 + 1, metrics.Windows);
        Step[] all = [.. History, .. test];
        var deviation = Deviation(History[..320].Select(step => (double)step.Sales));
        var (squared, absolute, inside, below, count) = (0.0, 0.0, 0, 0, 0);
        for (var step = 400; step + 6 <= 500; step++)
        {
            var forecast = model.Forecast(Ml.View(all[..step]));
            var (sales, low, median, high) = (MadeSeries.Numbers(forecast, "Sales"), MadeSeries.Numbers(forecast, "Sales.0.1"), MadeSeries.Numbers(forecast, "Sales.0.5"), MadeSeries.Numbers(forecast, "Sales.0.9"));
            for (var i = 0; i < 6; i++, count++)
            {
                var value = all[step + i].Sales;
                (squared, absolute) = (squared + Math.Pow(value - sales[i], 2), absolute + Math.Abs(value - sales[i]));
                if (value >= low[i] && value <= high[i]) inside++;
                if (value <= median[i]) below++;
            }
        }
        var own = metrics.Columns.Single(column => column.Name == "Sales");
        Assert.AreEqual(absolute / count, own.MeanAbsoluteError, 1e-5);
        Assert.AreEqual(Math.Sqrt(squared / count), own.RootMeanSquaredError, 1e-5);
        Assert.AreEqual((double)inside / count, own.IntervalCoverage, 1e-9);
        // Both columns count alike, each by its own deviation.
        var visits = Deviation(History[..320].Select(step => (double)step.Visits));
        var other = metrics.Columns.Single(column => column.Name == "Visits");
        Assert.AreEqual((Math.Pow(own.RootMeanSquaredError / deviation, 2) + Math.Pow(other.RootMeanSquaredError / visits, 2)) / 2, metrics.MeanSquaredError, 1e-5);
        Assert.AreEqual(metrics.MeanSquaredError, metrics.MeanSquaredErrorByStep.Average(), 1e-9);
        Assert.IsGreaterThan(0, below);
    }

    [TestMethod]
    public void Nothing_is_learnt_from_after_the_training_part()
    {
        // After the training part everything is different: a model that saw it would forecast otherwise.
        var changed = History.Select((step, i) => i < 320 ? step : new Step { Time = step.Time, Sales = 1000 * step.Sales, Visits = -step.Visits }).ToArray();
        ForecastTransformer Train(Step[] steps) => Ml.Deep().Forecasting.DLinear(MadeSeries.Small<DLinearOptions>(o => (o.Patience, o.MaxEpochs, o.Quantiles) = (0, 1, []))).Fit(Ml.View(steps));
        using var first = Train(History);
        using var second = Train(changed);
        var start = History[..100];
        CollectionAssert.AreEqual(MadeSeries.Numbers(first.Forecast(Ml.View(start)), "Sales"), MadeSeries.Numbers(second.Forecast(Ml.View(start)), "Sales"));
        // Windows of the training part end with it: 320 steps hold 320 - 48 - 6 + 1.
        Assert.AreEqual(267, first.History.TrainingRows);
        Assert.AreEqual(75, first.History.ValidationRows);
    }

    [TestMethod]
    public void It_can_be_a_step_of_a_pipeline()
    {
        var view = Ml.View(History);
        var pipeline = Ml.Transforms.CopyColumns("Copied", "Sales").Append(Ml.Deep().Forecasting.Forecaster(Options("ridge")));
        using var model = pipeline.Fit(view);
        var file = Path.GetTempFileName();
        try
        {
            Ml.Deep().Model.Save(model, view.Schema, file);
            using var loaded = Ml.Deep().Model.Load(file, out _);
            Assert.IsInstanceOfType<ForecastTransformer>(loaded.Last());
            var (expected, actual) = (MadeSeries.Vectors(model.Transform(view), "Sales.Forecast")[^1], MadeSeries.Vectors(loaded.Transform(view), "Sales.Forecast")[^1]);
            CollectionAssert.AreEqual(expected, actual);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Folds_come_in_the_order_of_time()
    {
        var folds = Ml.Deep().Forecasting.CrossValidate(Options("ridge"), Ml.View(History), folds: 3);
        // Of four parts of 100 steps each.
        CollectionAssert.AreEqual(new long[] { 95, 95, 95 }, folds.Select(fold => fold.Windows).ToArray());
        using var last = Ml.Deep().Forecasting.Forecaster(Options("ridge")).Fit(Ml.View(History[..300]));
        Assert.AreEqual(last.Evaluate(Ml.View(History[300..]), Ml.View(History[..300])).MeanSquaredError, folds[2].MeanSquaredError);
    }

    [TestMethod]
    public void Any_regression_can_forecast_from_lags()
    {
        var options = Options("ridge");
        var test = MadeSeries.Hours(500, 1)[400..];
        var metrics = Ml.Deep().Forecasting.EvaluateOnLags(Ml.Regression.Trainers.LightGbm(), options, Ml.View(History), Ml.View(test));
        using var naive = Ml.Deep().Forecasting.LastValue(MadeSeries.Small<LastValueOptions>()).Fit(Ml.View(History));
        Assert.AreEqual(95, metrics.Windows);
        Assert.IsLessThan(0.5 * naive.Evaluate(Ml.View(test), Ml.View(History)).MeanSquaredError, metrics.MeanSquaredError);
    }

    [TestMethod]
    [DataRow("ridge")]
    [DataRow("auto")]
    public void A_refit_takes_in_what_came_last(string key)
    {
        // The wave turns upside down in the validation part.
        Step[] turned = [.. History.Select((step, i) => new Step { Time = step.Time, Sales = i < 320 ? step.Sales : -step.Sales, Visits = step.Visits })];
        ForecastTransformer Train(bool refits)
        {
            var options = (ClosedFormOptions)Options(key);
            options.RefitOnAll = refits;
            return Ml.Deep().Forecasting.Forecaster(options).Fit(Ml.View(turned));
        }
        using var first = Train(false);
        using var second = Train(true);
        CollectionAssert.AreNotEqual(MadeSeries.Numbers(first.Forecast(Ml.View(turned)), "Sales"), MadeSeries.Numbers(second.Forecast(Ml.View(turned)), "Sales"));
        // Least squares over all windows; the weights of an ensemble are those of before.
        if (key == "ridge") Assert.IsLessThan(first.Evaluate(Ml.View(turned)).MeanSquaredError, second.Evaluate(Ml.View(turned)).MeanSquaredError);
        Assert.AreEqual(first.Validation!.MeanSquaredError, second.Validation!.MeanSquaredError);
    }

    [TestMethod]
    public void A_random_walk_cannot_be_foreseen()
    {
        // A window that reached into what it forecasts would beat the last value by far.
        var random = new Random(5);
        var level = 0.0;
        Step[] walk = [.. Enumerable.Range(0, 3000).Select(i => new Step { Time = MadeSeries.Start.AddHours(i), Sales = (float)(level += MadeSeries.Normal(random)) })];
        double Error(ForecasterOptions options)
        {
            options.ValueColumnNames = ["Sales"];
            using var model = Ml.Deep().Forecasting.Forecaster(options).Fit(Ml.View(walk[..2400]));
            return model.Evaluate(Ml.View(walk[2400..]), Ml.View(walk[..2400])).MeanSquaredError;
        }
        var naive = Error(MadeSeries.Small<LastValueOptions>());
        Assert.IsGreaterThan(0.9 * naive, Error(MadeSeries.Small<RidgeForecasterOptions>()));
        Assert.IsGreaterThan(0.9 * naive, Error(MadeSeries.Small<AutoForecasterOptions>()));
    }

    [TestMethod]
    public void Ridge_is_the_least_squares_of_a_plain_reference()
    {
        var options = MadeSeries.Small<RidgeForecasterOptions>(o => (o.Penalty, o.LookBack, o.Horizon, o.ValueColumnNames) = (0.01, 5, 2, ["Sales"]));
        using var model = Ml.Deep().Forecasting.Ridge(options).Fit(Ml.View(History));
        var values = History.Select(step => (double)step.Sales).ToArray();
        var (weight, bias) = PlainRidge.Fit(values[..320], 5, 2, 0.01);
        var window = values[^5..];
        var forecast = MadeSeries.Numbers(model.Forecast(Ml.View(History)), "Sales");
        for (var ahead = 0; ahead < 2; ahead++)
            Assert.AreEqual(window[^1] + bias[ahead] + Enumerable.Range(0, 5).Sum(i => weight[ahead][i] * (window[i] - window[^1])), forecast[ahead], 1e-4);
    }

    private static ForecasterOptions Options(string key)
    {
        var options = ForecasterOptions.Create(key);
        (options.Horizon, options.LookBack, options.ValueColumnNames, options.Seed, options.MaxEpochs, options.Device) = (6, 48, ["Sales", "Visits"], 1, 2, "cpu");
        return options;
    }

    private static ForecastTransformer Fit(string key) => Ml.Deep().Forecasting.Forecaster(Options(key)).Fit(Ml.View(History));

    // The file in plain ML.NET: a row is a window.
    private static void CheckPlain(string file, Step[] history, float[] sales, float[] high)
    {
        var plain = new MLContext().Model.LoadPlain(file, out _);
        var window = new Window { Sales = [.. history[^48..].Select(step => step.Sales)], Visits = [.. history[^48..].Select(step => step.Visits)] };
        var scored = plain.Transform(Ml.Data.LoadFromEnumerable([window, window]));
        AssertClose(sales, MadeSeries.Vectors(scored, "Sales.Forecast")[1]);
        AssertClose(high, MadeSeries.Vectors(scored, "Sales.Forecast.0.9")[1]);
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"step {i}");
    }

    private static double Deviation(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        return Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
    }

    private sealed class Window
    {
        [VectorType(48)]
        public float[] Sales { get; set; } = [];

        [VectorType(48)]
        public float[] Visits { get; set; } = [];
    }
}

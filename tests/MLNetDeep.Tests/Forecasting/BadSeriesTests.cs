using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;

namespace MLNetDeep.Tests.Forecasting;

/// <summary>What cannot be forecast, and what counts on the way.</summary>
[TestClass]
public sealed class BadSeriesTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void A_series_shorter_than_a_window_is_an_error()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Ml.Deep().Forecasting.Ridge(MadeSeries.Small<RidgeForecasterOptions>()).Fit(Ml.View(MadeSeries.Hours(60, 1))));
        Assert.AreEqual("No series is as long as a window: LookBack 48 and Horizon 6 need 54 steps before the validation part, but the longest series has 48 of 60 there. Lower them or ValidationFraction.", error.Message);
    }

    [TestMethod]
    public void Short_series_beside_long_ones_are_left_out_of_training_and_named_in_forecasts()
    {
        Step[] steps = [.. MadeSeries.Hours(300, 1, series: "Long"), .. MadeSeries.Hours(30, 2, series: "Short")];
        var warnings = new List<string>();
        var ml = new MLContext(1);
        ml.Log += (_, e) => warnings.Add(e.Message);
        using var model = ml.Deep().Forecasting.Ridge(MadeSeries.Small<RidgeForecasterOptions>(o => o.SeriesColumnName = "Series")).Fit(Ml.View(steps));
        Assert.IsTrue(warnings.Exists(text => text.Contains("1 of 2 series are shorter than a window before the validation part, and are not trained on.", StringComparison.Ordinal)), string.Join('\n', warnings));
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => model.Forecast(Ml.View(steps)));
        Assert.AreEqual("Each series must have at least 48 steps (LookBack): 'Short' has 30.", error.Message);
        Assert.AreEqual(6L, model.Forecast(Ml.View(steps.Where(step => step.Series == "Long"))).GetRowCount());
    }

    [TestMethod]
    public void Constant_series_are_forecast_and_counted_where_they_cannot_be_scaled()
    {
        Step[] steps = [.. MadeSeries.Hours(300, 1, series: "Changing"), .. MadeSeries.Hours(300, 2, series: "Constant", level: 5, height: 0)];
        using var model = Ml.Deep().Forecasting.Ridge(MadeSeries.Small<RidgeForecasterOptions>(o => o.SeriesColumnName = "Series")).Fit(Ml.View(steps));
        var metrics = model.Evaluate(Ml.View(steps));
        Assert.AreEqual(2, metrics.UnscaledSeries);
        Assert.IsTrue(double.IsFinite(metrics.MeanAbsoluteScaledError) && double.IsFinite(metrics.MeanSquaredError));
        var forecast = model.Forecast(Ml.View(steps));
        var ids = forecast.GetColumn<string>("Series").ToArray();
        foreach (var (id, value) in ids.Zip(MadeSeries.Numbers(forecast, "Sales")))
            if (id == "Constant") Assert.AreEqual(5, value, 0.5);
        using var alone = Ml.Deep().Forecasting.Auto(MadeSeries.Small<AutoForecasterOptions>()).Fit(Ml.View(steps[300..]));
        Assert.IsTrue(double.IsNaN(alone.Evaluate(Ml.View(steps[300..])).MeanAbsoluteScaledError));
        Assert.AreEqual(5, MadeSeries.Numbers(alone.Forecast(Ml.View(steps[300..])), "Visits")[3], 1e-3);
    }

    [TestMethod]
    public void Options_are_checked_all_together()
    {
        var options = MadeSeries.Small<RidgeForecasterOptions>(o => (o.Horizon, o.LookBack, o.Normalization, o.ValueColumnNames) = (0, 0, WindowNormalization.None, ["Time"]));
        var error = Assert.ThrowsExactly<ArgumentException>(() => Ml.Deep().Forecasting.Ridge(options));
        Assert.AreEqual("RidgeForecasterOptions: Horizon must be at least 1, but was 0. LookBack must be at least 1, but was 0. Each column must be named once, but 'Time' is named more often. "
            + "Normalization of ridge must be RevIn, LastValue or Mean, but was None.", error.Message);
        Assert.Contains("There is no forecaster 'arima'. Known: auto, dlinear, lastvalue", Assert.ThrowsExactly<ArgumentException>(() => ForecasterOptions.Create("arima")).Message);
    }

    [TestMethod]
    public void What_is_known_in_advance_adds_in_the_scale_of_each_series()
    {
        var random = new Random(4);
        bool[] holidays = [.. Enumerable.Range(0, 900).Select(_ => random.NextDouble() < 0.1)];
        var steps = new[] { 1.0, 20 }.SelectMany((size, i) => MadeSeries.Hours(900, i, series: $"S{i}", height: size)).ToArray();
        foreach (var (i, step) in steps.Index())
        {
            step.Holiday = holidays[i % 900] ? 1 : 0;
            step.Sales += (i < 900 ? 2 : 40) * step.Holiday;
        }
        var options = MadeSeries.Small<RidgeForecasterOptions>(o => (o.SeriesColumnName, o.KnownColumnNames, o.ValueColumnNames) = ("Series", ["Holiday"], ["Sales"]));
        IDataView Part(bool isTest) => Ml.View(steps.Where((_, i) => i % 900 >= 800 == isTest));
        using var model = Ml.Deep().Forecasting.Ridge(options).Fit(Part(false));
        options.KnownColumnNames = [];
        using var without = Ml.Deep().Forecasting.Ridge(options).Fit(Part(false));
        Assert.IsLessThan(0.5 * without.Evaluate(Part(true), Part(false)).MeanSquaredError, model.Evaluate(Part(true), Part(false)).MeanSquaredError);
    }

    [TestMethod]
    public void Training_and_forecasting_leave_no_tensors_behind()
    {
        var view = Ml.View(MadeSeries.Hours(300, 1));
        void Use(string key)
        {
            var options = ForecasterOptions.Create(key);
            (options.Horizon, options.LookBack, options.ValueColumnNames, options.MaxEpochs, options.Device, options.Seed) = (6, 48, ["Sales", "Visits"], 1, "cpu", 1);
            using var model = Ml.Deep().Forecasting.Forecaster(options).Fit(view);
            model.Evaluate(view);
            model.Forecast(view);
        }
        foreach (var key in ForecasterOptions.Keys)
        {
            Use(key);
            var before = LiveTensors.Count();
            Use(key);
            Assert.AreEqual(before, LiveTensors.Count(), key);
        }
    }

    [TestMethod]
    public void What_is_known_in_advance_is_used_and_must_be_given()
    {
        // Holidays add 5, and come by chance.
        var random = new Random(4);
        var steps = MadeSeries.Hours(1000, 1);
        foreach (var step in steps)
        {
            step.Holiday = random.NextDouble() < 0.1 ? 1 : 0;
            step.Sales += 5 * step.Holiday;
        }
        foreach (ForecasterOptions options in new ForecasterOptions[] { MadeSeries.Small<AutoForecasterOptions>(), MadeSeries.Small<RidgeForecasterOptions>(), MadeSeries.Small<DLinearOptions>(o => (o.MaxEpochs, o.LearningRate) = (20, 5e-3)) })
        {
            (options.KnownColumnNames, options.ValueColumnNames, options.StaticColumnNames) = (["Holiday"], ["Sales"], ["Size"]);
            using var model = Ml.Deep().Forecasting.Forecaster(options).Fit(Ml.View(steps[..900]));
            Assert.IsLessThan(0.05, model.Evaluate(Ml.View(steps[900..]), Ml.View(steps[..900])).MeanSquaredError, options.GetType().Name);
            var error = Assert.ThrowsExactly<InvalidOperationException>(() => model.Forecast(Ml.View(steps[..900])));
            Assert.AreEqual("The columns Holiday must be given for 6 steps behind the last value of each series, in rows whose values are NaN: has 0.", error.Message);
            Step[] ahead = [.. steps[..900], .. steps[900..906].Select(step => new Step { Time = step.Time, Sales = float.NaN, Holiday = 1 })];
            var forecast = model.Forecast(Ml.View(ahead));
            Assert.IsTrue(MadeSeries.Numbers(forecast, "Sales").All(value => value > 13), options.GetType().Name);
            var file = Path.GetTempFileName();
            try
            {
                Ml.Model.Save(model, null, file);
                var plain = new MLContext().Model.LoadPlain(file, out _).Transform(Ml.Data.LoadFromEnumerable([new Window { Sales = [.. steps[852..900].Select(s => s.Sales)], Holiday = [.. ahead[852..].Select(s => s.Holiday)] }]));
                foreach (var (expected, actual) in MadeSeries.Numbers(forecast, "Sales").Zip(MadeSeries.Vectors(plain, "Sales.Forecast")[0])) Assert.AreEqual(expected, actual, 1e-4);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private sealed class Window
    {
        [VectorType(48)]
        public float[] Sales { get; set; } = [];

        [VectorType(54)]
        public float[] Holiday { get; set; } = [];

        public float Size { get; set; }
    }
}

using Microsoft.ML;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Tests.Forecasting;

/// <summary>Rows of series: steps of time, gaps, and what cannot be read.</summary>
[TestClass]
public sealed class SeriesReaderTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    [DataRow("2024-01-01 00:00", 12, "15 minutes", "00:15:00", 96)]
    [DataRow("2024-01-01 00:00", 12, "1 day", "1.00:00:00", 7)]
    [DataRow("2024-01-31 00:00", 30, "month ends", "1 calendar month", 12)]
    [DataRow("2024-01-15 00:00", 30, "quarters", "3 calendar months", 4)]
    [DataRow("2024-01-01 00:00", 30, "28 days", "28.00:00:00", 1)]
    public void The_step_is_inferred_and_can_be_continued(string start, int count, string how, string expected, int season)
    {
        var first = DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        DateTime At(int i) => how switch
        {
            "15 minutes" => first.AddMinutes(15 * i),
            "1 day" => first.AddDays(i),
            "month ends" => new DateTime(2024, 1, 1).AddMonths(i + 1).AddDays(-1),
            "quarters" => first.AddMonths(3 * i),
            _ => first.AddDays(28 * i),
        };
        long[] times = [.. Enumerable.Range(0, count).Select(i => At(i).Ticks)];
        var step = TimeStep.Infer([times], isDate: true, "Time");
        Assert.AreEqual(expected, step.ToString());
        Assert.AreEqual(season, step.Season);
        step.Check([("", times)], "Time");
        for (var i = 0; i < count; i++)
        {
            Assert.AreEqual(At(i).Ticks, step.After(times[0], i), $"step {i}");
            Assert.AreEqual((long?)i, step.Between(times[0], times[i]));
        }
    }

    [TestMethod]
    public void Rows_may_come_in_any_order()
    {
        var steps = MadeSeries.Hours(50, 1, series: "A").Concat(MadeSeries.Hours(40, 2, series: "B")).ToArray();
        var sorted = Read(steps);
        new Random(3).Shuffle(steps);
        var shuffled = Read(steps);
        Assert.AreEqual(0L, sorted.Unsorted);
        Assert.IsGreaterThan(0L, shuffled.Unsorted);
        foreach (var series in sorted.Series) CollectionAssert.AreEqual(series.Values, shuffled.Series.Single(other => other.Id == series.Id).Values);
    }

    [TestMethod]
    public void Repeated_times_are_an_error_that_names_them()
    {
        var steps = MadeSeries.Hours(10, 1);
        (steps[4].Time, steps[9].Time) = (steps[3].Time, steps[8].Time);
        var error = Assert.ThrowsExactly<InvalidDataException>(() => Read(steps));
        Assert.AreEqual("Each time must come once in a series, but rows 4 and 5 both have 2024-01-01 03:00:00 in series 'A'; rows 9 and 10 both have 2024-01-01 08:00:00 in series 'A' (column 'Time', rows are counted from 1). "
            + "Remove such rows, or take their mean.", error.Message);
    }

    [TestMethod]
    public void Irregular_times_are_an_error_that_names_them()
    {
        var steps = MadeSeries.Hours(10, 1, series: "A");
        steps[5].Time = steps[5].Time.AddMinutes(1);
        var error = Assert.ThrowsExactly<InvalidDataException>(() => Read(steps));
        Assert.AreEqual("The times of column 'Time' must be whole steps apart. The step is 01:00:00, but 2024-01-01 05:01:00 comes after 2024-01-01 04:00:00 in series 'A'; 2024-01-01 06:00:00 comes after 2024-01-01 05:01:00 in series 'A'. "
            + "Resample the series, or remove such rows.", error.Message);
    }

    [TestMethod]
    public void Gaps_and_missing_values_are_errors_all_told_together()
    {
        var steps = MadeSeries.Hours(12, 1, series: "A").Where((_, i) => i is not (4 or 5)).ToArray();
        steps[7].Visits = float.NaN;
        var error = Assert.ThrowsExactly<InvalidDataException>(() => Read(steps));
        Assert.AreEqual("The series must be complete (a step is 01:00:00). Steps are missing: 2 between 2024-01-01 03:00:00 and 2024-01-01 06:00:00 in series 'A'. Values are missing or not finite: 'Visits' at 2024-01-01 09:00:00 in series 'A'. "
            + "Set MissingSteps to FillForward or Interpolate to have them filled.", error.Message);
    }

    [TestMethod]
    [DataRow(MissingSteps.FillForward, new float[] { 2, 3, 4, 4, 4, 7, 7, 9, 9 })]
    [DataRow(MissingSteps.Interpolate, new float[] { 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Gaps_are_filled_as_asked(MissingSteps how, float[] expected)
    {
        // Values are the hours; the first and the last are missing, as are 5, 6 and 8.
        Step[] steps = [.. Enumerable.Range(1, 10).Where(i => i is not (5 or 6)).Select(i => new Step { Time = MadeSeries.Start.AddHours(i), Sales = i is 1 or 8 or 10 ? float.NaN : i, Visits = i })];
        var table = Read(steps, how, ["Sales"]);
        CollectionAssert.AreEqual(expected, table.Series.Single().Values);
        Assert.AreEqual(expected.Length, table.Series.Single().Length);
        Assert.AreEqual(how == MissingSteps.FillForward ? 4L : 3L, table.Filled);
        Assert.AreEqual(MadeSeries.Start.AddHours(2).Ticks, table.Series.Single().Start);
    }

    [TestMethod]
    public void Rows_without_values_behind_the_end_are_the_steps_to_come()
    {
        var steps = MadeSeries.Hours(12, 1);
        foreach (var step in steps[9..]) (step.Sales, step.Visits, step.Holiday) = (float.NaN, float.NaN, 1);
        var table = Read(steps, known: ["Holiday"]);
        Assert.AreEqual(9, table.Series.Single().Length);
        Assert.AreEqual(12, table.Series.Single().KnownLength);
        Assert.ThrowsExactly<InvalidDataException>(() => Read(steps));
    }

    [TestMethod]
    public void Static_columns_must_not_change()
    {
        var steps = MadeSeries.Hours(12, 1, series: "A");
        steps[3].Size = 2;
        var columns = new SeriesColumns("Time", "Series", ["Sales"], [], ["Size"]);
        var error = Assert.ThrowsExactly<InvalidDataException>(() => new SeriesReader(columns, MissingSteps.Error).Read(null, Ml.View(steps)));
        Assert.AreEqual("A static column must be the same in all rows of a series, but 'Size' is 0 in row 1 and 2 in row 4 in series 'A' (rows are counted from 1).", error.Message);
    }

    [TestMethod]
    public void Columns_that_do_not_suit_are_named_all_together()
    {
        var options = MadeSeries.Small<RidgeForecasterOptions>(o => (o.TimeColumnName, o.SeriesColumnName, o.ValueColumnNames, o.KnownColumnNames) = ("Sales", "Shop", ["Series"], ["Holiday"]));
        var error = Assert.ThrowsExactly<ArgumentException>(() => Ml.Deep().Forecasting.Ridge(options).Fit(Ml.View(MadeSeries.Hours(10, 1))));
        Assert.AreEqual("The rows do not suit: the time column 'Sales' must be DateTime, DateTimeOffset or whole numbers, but is Single; there is no series column 'Shop'; the value column 'Series' must be a number, but is String. "
            + "The columns are: Series, Time, Sales, Visits, Holiday, Size. (Parameter 'inputSchema')", error.Message);
    }

    private static SeriesTable Read(Step[] steps, MissingSteps missing = MissingSteps.Error, string[]? values = null, string[]? known = null) =>
        new SeriesReader(new SeriesColumns("Time", "Series", values ?? ["Sales", "Visits"], known ?? [], []), missing).Read(null, Ml.View(steps.Select(step => Named(step))));

    private static Step Named(Step step)
    {
        if (step.Series.Length == 0) step.Series = "A";
        return step;
    }
}

using MLNetDeep.AutoML.Comparisons;
using MLNetDeep.AutoML.Statistics;

namespace MLNetDeep.AutoML.Tests.Comparisons;

[TestClass]
public class BootstrapTests
{
    [TestMethod]
    public void Interval_of_a_mean_covers_it_about_as_often_as_it_says()
    {
        var random = new Random(3);
        const int Runs = 250;
        int covered = Enumerable.Range(0, Runs).Count(run =>
        {
            double[] values = [.. Enumerable.Range(0, 80).Select(_ => 7 + Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
            (double low, double high) = Interval(new MeanOfRows(Numbers(80), values), 80, run);
            return low <= 7 && high >= 7;
        });
        // 95 % of 250 is 237.5, and its deviation 3.4; percentile intervals are a little too narrow.
        Assert.IsInRange(224, 248, covered);
    }

    [TestMethod]
    public void Interval_of_an_area_under_the_curve_covers_it_about_as_often_as_it_says()
    {
        var random = new Random(4);
        // Positive rows uniform on [0.5, 1.5], negative ones on [0, 1]: a positive row is ahead in 7 of 8 pairs.
        const double Area = 0.875;
        const int Runs = 150;
        int covered = Enumerable.Range(0, Runs).Count(run =>
        {
            bool[] labels = [.. Numbers(120).Select(i => i % 2 == 0)];
            float[] scores = [.. labels.Select(isTrue => random.NextSingle() + (isTrue ? 0.5f : 0))];
            (double low, double high) = Interval(new RankOfRows(Numbers(120), labels, scores), 120, run);
            return low <= Area && high >= Area;
        });
        Assert.IsInRange(133, 150, covered);
    }

    [TestMethod]
    public void Order_of_rows_does_not_matter_to_a_metric()
    {
        var random = new Random(1);
        int[] numbers = Numbers(50);
        bool[] labels = [.. numbers.Select(_ => random.NextDouble() < 0.4)];
        float[] scores = [.. numbers.Select(_ => (float)random.Next(8))];
        int[] weights = [.. numbers.Select(_ => random.Next(4))];
        int[] order = [.. numbers];
        random.Shuffle(order);
        double before = new RankOfRows(numbers, labels, scores).Value(weights);
        double after = new RankOfRows([.. order], [.. order.Select(i => labels[i])], [.. order.Select(i => scores[i])]).Value(weights);
        Assert.AreEqual(before, after, 1e-12);
    }

    [TestMethod]
    public void A_row_that_counts_twice_is_as_two_rows()
    {
        bool[] labels = [true, false, true, false, true];
        float[] scores = [3, 2, 2, 1, 0];
        int[] twice = [0, 0, 2, 3, 3, 3];
        Assert.AreEqual(Area([.. twice.Select(i => labels[i])], [.. twice.Select(i => scores[i])]), new RankOfRows(Numbers(5), labels, scores).Value([2, 0, 1, 3, 0]), 1e-12);
        double[] targets = [1, 4, 2, 8, 5], predictions = [2, 3, 2, 6, 9];
        RowMetric Metric(int[] of) => RegressionRows.Of([.. of.Select(i => targets[i])], [.. of.Select(i => predictions[i])], Numbers(of.Length))["RSquared"];
        Assert.AreEqual(Metric(twice).Value(), Metric(Numbers(5)).Value([2, 0, 1, 3, 0]), 1e-12);
    }

    [TestMethod]
    public void Groups_are_drawn_whole_and_make_intervals_wider()
    {
        // 20 groups of 10 rows with the same value: no more than 20 observations.
        int[] groups = [.. Numbers(200).Select(i => i / 10)];
        double[] values = [.. groups.Select(g => (g * 7919) % 20 / 20.0)];
        var metric = new MeanOfRows(Numbers(200), values);
        double[] whole = new RowBootstrap(groups, 1).Run(1000, weights => [metric.Value(weights)])[0];
        double[] single = RowBootstrap.OfRows(200, 1).Run(1000, weights => [metric.Value(weights)])[0];
        Assert.AreEqual(Math.Sqrt(10), Sample.StandardDeviation(whole) / Sample.StandardDeviation(single), 0.35);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_draws_on_any_number_of_threads()
    {
        double[] values = [.. Numbers(30).Select(i => Math.Sin(i))];
        var metric = new MeanOfRows(Numbers(30), values);
        double[] first = RowBootstrap.OfRows(30, 9).Run(200, weights => [metric.Value(weights)])[0];
        double[] second = RowBootstrap.OfRows(30, 9).Run(200, weights => [metric.Value(weights)])[0];
        double[] other = RowBootstrap.OfRows(30, 10).Run(200, weights => [metric.Value(weights)])[0];
        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreNotEqual(first, other);
    }

    private static (double Low, double High) Interval(RowMetric metric, int rows, int seed) =>
        RowBootstrap.Percentiles(RowBootstrap.OfRows(rows, seed).Run(300, weights => [metric.Value(weights)])[0], 0.95);

    // Every pair looked at.
    private static double Area(bool[] labels, float[] scores)
    {
        double[] pairs = [.. Numbers(labels.Length).Where(i => labels[i]).SelectMany(i => Numbers(labels.Length).Where(j => !labels[j]).Select(j => scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0))];
        return pairs.Average();
    }

    private static int[] Numbers(int count) => [.. Enumerable.Range(0, count)];
}

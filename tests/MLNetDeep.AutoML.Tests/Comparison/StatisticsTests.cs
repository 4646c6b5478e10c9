using MLNetDeep.AutoML.Statistics;

namespace MLNetDeep.AutoML.Tests.Comparisons;

/// <summary>Against SciPy 1.10.1 (numpy as np, scipy.stats as stats); the command that gave a number stands beside it.</summary>
[TestClass]
public class StatisticsTests
{
    // Two repeats of five folds: a quarter as many test rows as training rows.
    private const double TestPerTrain = 0.25;

    private static readonly double[] _ten = [0.012, 0.018, -0.004, 0.021, 0.009, 0.015, 0.007, -0.002, 0.019, 0.011];

    [TestMethod]
    public void Mean_and_deviation_are_those_of_a_sample()
    {
        Assert.AreEqual(0.0106, Sample.Mean(_ten), 1e-15);
        // d.std(ddof=1)
        Assert.AreEqual(0.008448537019968474, Sample.StandardDeviation(_ten), 1e-15);
        Assert.AreEqual(0.0106, Sample.Mean([.. _ten, double.NaN]), 1e-15);
        Assert.AreEqual(double.NaN, Sample.StandardDeviation([1]));
        Assert.AreEqual(0, Sample.StandardDeviation([0.1, 0.1, 0.1]));
    }

    [TestMethod]
    public void Corrected_t_test_is_that_of_Nadeau_and_Bengio()
    {
        // s = np.sqrt((1/10 + 0.25) * d.var(ddof=1)); 2 * stats.t.sf(abs(d.mean() / s), 9)
        Assert.AreEqual(0.06296039479485155, CorrectedTTest.PValue(_ten, TestPerTrain), 1e-10);
        // stats.ttest_1samp(d, 0), the plain test, finds what is not there.
        Assert.AreEqual(0.0032666407176926366, CorrectedTTest.PValue(_ten, 0), 1e-10);
    }

    [TestMethod]
    public void Correlated_t_test_is_that_of_Benavoli()
    {
        // stats.t.sf(0.01, 9, d.mean(), s), stats.t.cdf(0.01, …) - stats.t.cdf(-0.01, …), stats.t.cdf(-0.01, …)
        (double better, double equivalent, double worse) = BayesianTTest.Probabilities(_ten, TestPerTrain, 0.01);
        Assert.AreEqual(0.5464568076138636, better, 1e-10);
        Assert.AreEqual(0.4522470583732894, equivalent, 1e-10);
        Assert.AreEqual(0.0012961340128470299, worse, 1e-10);
    }

    [TestMethod]
    public void Wilcoxon_is_exact_for_few_differences()
    {
        // stats.wilcoxon(d, mode='exact')
        Assert.AreEqual(0.009765625, WilcoxonTest.PValue(_ten), 1e-15);
        Assert.AreEqual(0.15625, WilcoxonTest.PValue([1.5, -0.3, 2.2, 0.8, -1.1, 3.0, 0.4]), 1e-15);
        // Five folds that agree say no more than this.
        Assert.AreEqual(0.0625, WilcoxonTest.PValue([1, 2, 3, 4, 5]), 1e-15);
    }

    [TestMethod]
    public void Wilcoxon_is_exact_with_equal_differences_too()
    {
        double[] differences = [1, 1, -1, 2, 2, 3, -3, 4, 5];
        // All 512 choices of signs: rk = stats.rankdata(abs(f)); sum(abs(np.dot(s, rk) - 22.5) >= 14 for s in itertools.product([0, 1], repeat=9)) / 512
        Assert.AreEqual(0.12109375, WilcoxonTest.PValue(differences), 1e-15);
        Assert.AreEqual(0.12109375, WilcoxonTest.PValue([.. differences, 0, 0]), 1e-15);
        // Equal up to rounding.
        Assert.AreEqual(WilcoxonTest.PValue([0.1, 0.1, -0.1, 0.3]), WilcoxonTest.PValue([0.9 - 0.8, 0.8 - 0.7, 0.7 - 0.8, 0.3]));
    }

    [TestMethod]
    public void Wilcoxon_is_approximate_for_many_differences()
    {
        // b = np.array([((i*37)%101 - 44)/10.0 for i in range(60)]); stats.wilcoxon(b, mode='approx', correction=False)
        double[] many = [.. Enumerable.Range(0, 60).Select(i => (((i * 37) % 101) - 44) / 10.0)];
        Assert.AreEqual(0.15968467864749358, WilcoxonTest.PValue(many), 1e-10);
        // b = np.array([((i*37)%11 - 4)/10.0 for i in range(60)]): 7 sizes, 6 zeros
        double[] tied = [.. Enumerable.Range(0, 60).Select(i => (((i * 37) % 11) - 4) / 10.0)];
        Assert.AreEqual(0.04041502271965577, WilcoxonTest.PValue(tied), 1e-10);
    }

    [TestMethod]
    public void Holm_multiplies_the_smallest_most_and_never_turns_the_order()
    {
        // By hand from Holm (1979): 0.01·4, 0.02·3, max(0.06, 0.03·2), 0.04·1 → 0.06
        CollectionAssert.AreEqual(new[] { 0.06, 0.04, 0.06, 0.06 }, Holm.Adjust([0.03, 0.01, 0.04, 0.02]).Select(p => Math.Round(p, 12)).ToArray());
        CollectionAssert.AreEqual(new[] { 0.6, double.NaN, 0.4 }, Holm.Adjust([0.6, double.NaN, 0.2]));
        Assert.AreEqual(0, Holm.Adjust([]).Length);
    }

    [TestMethod]
    public void Turned_around_tests_say_the_same()
    {
        double[] turned = [.. _ten.Select(d => -d)];
        Assert.AreEqual(CorrectedTTest.PValue(_ten, TestPerTrain), CorrectedTTest.PValue(turned, TestPerTrain), 1e-12);
        Assert.AreEqual(WilcoxonTest.PValue(_ten), WilcoxonTest.PValue(turned));
        var (before, after) = (BayesianTTest.Probabilities(_ten, TestPerTrain, 0.01), BayesianTTest.Probabilities(turned, TestPerTrain, 0.01));
        Assert.AreEqual(before.Better, after.Worse, 1e-12);
        Assert.AreEqual(before.Equivalent, after.Equivalent, 1e-12);
        double[] shuffled = [.. _ten.OrderBy(d => d)];
        Assert.AreEqual(CorrectedTTest.PValue(_ten, TestPerTrain), CorrectedTTest.PValue(shuffled, TestPerTrain), 1e-12);
        Assert.AreEqual(WilcoxonTest.PValue(_ten), WilcoxonTest.PValue(shuffled));
    }

    [TestMethod]
    public void Differences_that_do_not_vary_have_the_limit()
    {
        Assert.AreEqual(1, CorrectedTTest.PValue([0, 0, 0], TestPerTrain));
        Assert.AreEqual(0, CorrectedTTest.PValue([0.1, 0.1, 0.1], TestPerTrain));
        Assert.AreEqual(1, WilcoxonTest.PValue([0, 0, 0]));
        Assert.AreEqual((0, 1, 0), BayesianTTest.Probabilities([0, 0, 0], TestPerTrain, 0.01));
        Assert.AreEqual((1, 0, 0), BayesianTTest.Probabilities([0.1, 0.1, 0.1], TestPerTrain, 0.01));
        Assert.AreEqual(double.NaN, CorrectedTTest.PValue([0.1], TestPerTrain));
    }

    [TestMethod]
    public void Where_there_is_no_difference_the_corrected_test_rarely_finds_one()
    {
        // Two equal learners on the folds of the same 100 rows, with training sets that overlap: means of rows, so that folds are independent and the correction errs on the safe side.
        var random = new Random(5);
        int found = 0;
        for (int run = 0; run < 2000; run++)
        {
            double[] differences = [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
            found += CorrectedTTest.PValue(differences, TestPerTrain) < 0.05 ? 1 : 0;
        }
        Assert.IsInRange(0, 100, found);
    }
}

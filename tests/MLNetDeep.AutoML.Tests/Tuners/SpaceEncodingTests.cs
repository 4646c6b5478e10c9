using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Tuners;

[TestClass]
public sealed class SpaceEncodingTests
{
    [TestMethod]
    public void Configurations_come_back_as_they_were()
    {
        var encoding = new SpaceEncoding(Sweeper.Mixed);
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            Configuration one = encoding.Decode(encoding.Uniform(random)), back = encoding.Decode(encoding.Encode(one));
            foreach (var (name, value) in one.Values)
            {
                if (value is double number)
                    Assert.AreEqual(number, (double)back[name], 1e-12 * number);
                else
                    Assert.AreEqual(value, back[name]);
            }
            Assert.HasCount(one.Values.Count, back.Values);
        }
    }

    [TestMethod]
    public void Ends_of_ranges_are_exact_and_whole_numbers_equally_wide()
    {
        var encoding = new SpaceEncoding(new([new RealHyperparameter("rate", 1e-5, 0.3, log: true), new IntegerHyperparameter("k", 1, 4)]));
        Assert.AreEqual(1e-5, encoding.Decode([0, 0])["rate"]);
        Assert.AreEqual(0.3, encoding.Decode([1, 0])["rate"]);
        CollectionAssert.AreEqual(new object[] { 1, 1, 2, 3, 4, 4 }, new[] { 0, 0.24, 0.26, 0.74, 0.76, 1 }.Select(u => encoding.Decode([0, u])["k"]).ToArray());
    }

    [TestMethod]
    public void What_does_not_fit_is_left_out()
    {
        var encoding = new SpaceEncoding(Sweeper.Numbers);
        double[] x = encoding.Encode(new([new("x", 7.0), new("other", 1), new("k", "three")]));
        Assert.AreEqual(1, x[0]);
        Assert.IsTrue(double.IsNaN(x[1]));
    }
}

using MLNetDeep.Data;

namespace MLNetDeep.Tests.Data;

[TestClass]
public class ValidationSplitTests
{
    [TestMethod]
    [DataRow(0.1)]
    [DataRow(0.25)]
    [DataRow(0.5)]
    [DataRow(0.9)]
    public void TakesTheShareOfEachClass(double fraction)
    {
        var split = new ValidationSplit(fraction, 3, 2);
        int[] kept = [0, 0];
        for (var i = 0; i < 1000; i++)
            if (split.Next(i % 4 == 0 ? 0 : 1)) kept[i % 4 == 0 ? 0 : 1]++;
        Assert.AreEqual(250 * fraction, kept[0], 1.01);
        Assert.AreEqual(750 * fraction, kept[1], 1.01);
    }

    [TestMethod]
    public void AnotherPassSplitsAlike()
    {
        var split = new ValidationSplit(0.2, 3, 1);
        var first = Enumerable.Range(0, 100).Select(_ => split.Next(0)).ToArray();
        var again = split.Again();
        CollectionAssert.AreEqual(first, Enumerable.Range(0, 100).Select(_ => again.Next(0)).ToArray());
        var other = new ValidationSplit(0.2, 4, 1);
        CollectionAssert.AreNotEqual(first, Enumerable.Range(0, 100).Select(_ => other.Next(0)).ToArray());
    }

    [TestMethod]
    public void NothingIsKeptOfNoShare()
    {
        var split = new ValidationSplit(0, 3, 1);
        Assert.IsFalse(Enumerable.Range(0, 50).Any(_ => split.Next(0)));
    }
}

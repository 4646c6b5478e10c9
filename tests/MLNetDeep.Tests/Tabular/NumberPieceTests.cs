using MLNetDeep.Inputs.Tables;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Where the range of a number is cut.</summary>
[TestClass]
public sealed class NumberPieceTests
{
    [TestMethod]
    public void Different_values_are_shared_out_evenly() =>
        CollectionAssert.AreEqual(new float[] { 0, 25, 50, 75, 100 }, NumberPieces.Cuts([.. Enumerable.Range(0, 101).Select(i => (float)i)], 4));

    [TestMethod]
    public void Of_a_number_that_is_mostly_0_the_rest_is_cut_finely()
    {
        float[] sorted = [.. new float[900], .. Enumerable.Range(1, 100).Select(i => (float)i)];
        CollectionAssert.AreEqual(new float[] { 0, 20, 40, 60, 80, 100 }, NumberPieces.Cuts(sorted, 5));
    }

    [TestMethod]
    public void A_frequent_value_in_the_middle_is_a_cut_of_its_own()
    {
        float[] sorted = [.. Enumerable.Range(0, 100).Select(i => (float)i), .. Enumerable.Repeat(100f, 800), .. Enumerable.Range(101, 100).Select(i => (float)i)];
        var cuts = NumberPieces.Cuts(sorted, 10);
        CollectionAssert.Contains(cuts, 100f);
        Assert.IsGreaterThanOrEqualTo(6, cuts.Count(c => c > 100));
        Assert.AreEqual(200f, cuts[^1]);
    }

    [TestMethod]
    public void Few_values_are_a_cut_each() =>
        CollectionAssert.AreEqual(new float[] { 1, 2, 5 }, NumberPieces.Cuts([1, 1, 1, 2, 2, 2, 2, 5], 16));

    [TestMethod]
    public void No_values_have_no_cuts_and_values_beyond_each_others_reach_no_piece()
    {
        Assert.IsEmpty(NumberPieces.Cuts([], 4));
        CollectionAssert.AreEqual(new[] { float.MinValue }, NumberPieces.Cuts([float.MinValue, float.MaxValue], 4));
    }
}

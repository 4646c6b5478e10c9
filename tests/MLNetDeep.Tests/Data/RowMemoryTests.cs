using MLNetDeep.Data;
using MLNetDeep.Testing;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Data;

/// <summary>Rows to train on and rows to validate on share one budget.</summary>
[TestClass]
public class RowMemoryTests
{
    private const int RowBytes = 16, BlockRows = 10, BlockBytes = RowBytes * BlockRows;

    [TestMethod]
    [DataRow(0, 0, DisplayName = "nothing is known")]
    [DataRow(30, 20, DisplayName = "all is known")]
    [DataRow(5, 5, DisplayName = "more come than expected")]
    [DataRow(1000, 1000, DisplayName = "fewer come than expected")]
    public void Rows_that_fit_stay_as_they_came(int training, int validation)
    {
        using var memory = new RowMemory(5 * BlockBytes, RowBytes, (training, validation));
        for (var i = 0; i < 5; i++) memory.Add(Block(i), isValidation: i % 2 == 1);
        Assert.IsFalse(memory.IsStreamed);
        using (var rows = memory.ToCache(isValidation: false)!) CollectionAssert.AreEqual(Numbers(0, 2, 4), rows.All.Targets.data<long>().ToArray());
        using (var rows = memory.ToCache(isValidation: true)!) CollectionAssert.AreEqual(Numbers(1, 3), rows.All.Targets.data<long>().ToArray());
    }

    [TestMethod]
    public void Rows_to_validate_on_stay_where_not_all_fit()
    {
        using var memory = new RowMemory(8 * BlockBytes, RowBytes, default);
        for (var i = 0; i < 12; i++) memory.Add(Block(i), isValidation: i % 6 == 0);
        Assert.IsTrue(memory.IsStreamed);
        Assert.IsNull(memory.ToCache(isValidation: false));
        using var rows = memory.ToCache(isValidation: true)!;
        CollectionAssert.AreEqual(Numbers(0, 6), rows.All.Targets.data<long>().ToArray());
        Assert.AreEqual(4 * BlockBytes, memory.ShuffleBytes);
    }

    [TestMethod]
    public void Shuffling_has_what_rows_to_validate_on_leave()
    {
        using var memory = new RowMemory(8 * BlockBytes, RowBytes, default);
        for (var i = 0; i < 6; i++) memory.Add(Block(i), isValidation: true);
        for (var i = 0; i < 3; i++) memory.Add(Block(i), isValidation: false);
        Assert.AreEqual(2 * BlockBytes, memory.ShuffleBytes);
        memory.Add(Block(9), isValidation: true);
        Assert.IsNull(memory.ToCache(isValidation: true), "three quarters are the most");
        Assert.AreEqual(4 * BlockBytes, memory.ShuffleBytes);
    }

    [TestMethod]
    public void What_is_given_up_is_freed()
    {
        var before = LiveTensors.Count();
        using (var memory = new RowMemory(3 * BlockBytes, RowBytes, (100, 100)))
            for (var i = 0; i < 12; i++) memory.Add(Block(i), isValidation: i % 2 == 0);
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
    }

    [TestMethod]
    [DataRow(0.1, 2)]
    [DataRow(0.5, 3)]
    [DataRow(0.9, 2)]
    public void A_split_expects_no_fewer_rows_than_come(double fraction, int classes)
    {
        const int rows = 1003;
        var split = new ValidationSplit(fraction, 1, classes);
        var kept = Enumerable.Range(0, rows).Count(i => split.Next(i % classes));
        var (training, validation) = split.Parts(rows - kept, null);
        Assert.AreEqual(rows - kept, training);
        Within(kept, validation, classes * 2 / (1 - fraction));
        (training, validation) = split.Parts(null, rows);
        Within(rows - kept, training, 2 * classes);
        Within(kept, validation, 2 * classes);
    }

    private static void Within(long came, long expected, double slack) =>
        Assert.IsTrue(expected >= came && expected <= came + slack + 4, $"{came} came, {expected} were expected");

    private static Batch Block(int number) => new(full([BlockRows, 3], number), arange(BlockRows * number, BlockRows * (number + 1), ScalarType.Int64));

    private static long[] Numbers(params int[] blocks) => [.. blocks.SelectMany(b => Enumerable.Range(BlockRows * b, BlockRows)).Select(i => (long)i)];
}

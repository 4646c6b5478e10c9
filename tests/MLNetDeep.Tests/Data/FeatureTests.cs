using MLNetDeep.Common;
using MLNetDeep.Data;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Data;

/// <summary>Features in one tensor and in rows of different lengths are kept, chosen, overwritten and shuffled alike.</summary>
[TestClass]
public sealed class FeatureTests
{
    [TestMethod]
    public void Ragged_rows_come_out_as_they_went_in()
    {
        using var scope = NewDisposeScope();
        var part = Ragged([1], [], [2, 3, 4], [5, 6]);
        CollectionAssert.AreEqual(new[] { 1, 0, 3, 2 }, part.Lengths.ToArray());
        Same(part, [1], [], [2, 3, 4], [5, 6]);
        Same((RaggedPart)part.Select(tensor(new long[] { 2, 0, 2 })), [2, 3, 4], [1], [2, 3, 4]);
        Same((RaggedPart)part.Slice(1, 2), [], [2, 3, 4]);
        Same((RaggedPart)part.Slice(1, 3).Slice(1, 2).Select(tensor(new long[] { 1, 0 })), [5, 6], [2, 3, 4]);
    }

    [TestMethod]
    public void Padded_rows_have_a_mask()
    {
        using var scope = NewDisposeScope();
        var part = Ragged([1], [], [2, 3, 4]);
        CollectionAssert.AreEqual(new float[] { 1, -1, -1, -1, -1, -1, 2, 3, 4 }, Tensors.ToFloats(part.Padded(-1)));
        CollectionAssert.AreEqual(new float[] { 1, 0, 0, 0, 0, 0, 1, 1, 1 }, Tensors.ToFloats(part.Mask(3)));
        // Slices share the memory of other rows, which must not come in.
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 2, 3, 4 }, Tensors.ToFloats(((RaggedPart)part.Slice(1, 2)).Padded(0)));
    }

    [TestMethod]
    public void Rows_are_overwritten_thousands_of_times_in_the_memory_of_a_few()
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        float[] Row() => [.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => (float)random.Next(1000))];
        float[][] expected = [.. Enumerable.Range(0, 20).Select(_ => Row())];
        using var pool = (RaggedPart)Ragged(expected).Room(20);
        pool.Put(0, Ragged(expected));
        for (var i = 0; i < 2_000; i++)
        {
            long[] slots = [.. Enumerable.Range(0, 20).OrderBy(_ => random.Next()).Take(5).Select(slot => (long)slot)];
            float[][] rows = [.. slots.Select(_ => Row())];
            pool.Put(tensor(slots), Ragged(rows));
            for (var k = 0; k < slots.Length; k++) expected[slots[k]] = rows[k];
        }
        Same(pool, expected);
        Assert.IsTrue(pool.Capacity < 20_000, $"{pool.Capacity} entries are kept for 20 rows of 20");
    }

    [TestMethod]
    public void A_pass_gives_every_row_once_those_of_one_length_together()
    {
        using var scope = NewDisposeScope();
        var random = new Random(5);
        float[][] rows = [.. Enumerable.Range(0, 1003).Select(i => Enumerable.Repeat((float)i, random.Next(1, 60)).ToArray())];
        using var cached = new CachedBatches(new Batch(new Features(Ragged(rows)), zeros(rows.Length, 1)));
        List<int[]> Pass(int seed) => [.. cached.Pass(10, new Random(seed), CancellationToken.None).Select(batch =>
        {
            using (batch) return Rows((RaggedPart)batch.Features.Parts[0]).Select(row => (int)row[0]).ToArray();
        })];
        var (first, again, other) = (Pass(1), Pass(1), Pass(2));
        CollectionAssert.AreEqual(Enumerable.Range(0, rows.Length).ToArray(), first.SelectMany(b => b).Order().ToArray());
        Assert.AreEqual(cached.BatchCount(10), first.Count);
        Assert.IsTrue(first.Zip(again).All(pair => pair.First.SequenceEqual(pair.Second)), "one seed gave two orders");
        Assert.IsFalse(first.SequenceEqual(other));
        var filled = first.Sum(batch => batch.Length * batch.Max(i => rows[i].Length));
        var needed = rows.Sum(row => row.Length);
        Assert.IsTrue(filled < 1.15 * needed, $"{filled} places for {needed} entries");
    }

    [TestMethod]
    public void The_shuffle_buffer_gives_ragged_rows_out_once_each()
    {
        using var scope = NewDisposeScope();
        using var buffer = new ShuffleBuffer(new Random(1), 40);
        var seen = new List<int>();
        void Note(Batch? batch)
        {
            if (batch is null) return;
            using (batch) seen.AddRange(Rows((RaggedPart)batch.Features.Parts[0]).Select(row => (int)row[0]));
        }
        for (var block = 0; block < 20; block++)
            Note(buffer.Exchange(new Batch(new Features(Ragged([.. Enumerable.Range(block * 10, 10).Select(i => Enumerable.Repeat((float)i, 1 + (i % 7)).ToArray())])), zeros(10, 1))));
        foreach (var batch in buffer.Rest(10)) Note(batch);
        CollectionAssert.AreEqual(Enumerable.Range(0, 200).ToArray(), seen.Order().ToArray());
        CollectionAssert.AreNotEqual(seen.Order().ToArray(), seen);
    }

    private static RaggedPart Ragged(params float[][] rows)
    {
        float[] all = [.. rows.SelectMany(row => row)];
        return new RaggedPart(Tensors.OfFloats(all, all.Length), [.. rows.Select(row => row.Length)]);
    }

    private static IEnumerable<float[]> Rows(RaggedPart part)
    {
        var all = Tensors.ToFloats(part.Joined());
        var (from, lengths) = (0, part.Lengths.ToArray());
        foreach (var length in lengths)
        {
            yield return all[from..(from + length)];
            from += length;
        }
    }

    private static void Same(RaggedPart part, params float[][] rows)
    {
        var actual = Rows(part).ToArray();
        Assert.HasCount(rows.Length, actual);
        for (var i = 0; i < rows.Length; i++) CollectionAssert.AreEqual(rows[i], actual[i], $"row {i}");
    }
}

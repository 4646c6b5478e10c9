using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Images;
using MLNetDeep.Testing;
using TorchSharp;

namespace MLNetDeep.Tests.Data.Augmenting;

/// <summary>Batches are changed alike whatever the threads, and only where they are learnt from.</summary>
[TestClass]
public sealed class AugmentedBatchesTests
{
    private const int Count = 100;
    private static readonly ImageShape Shape = new(3, 8, 8);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Threads_do_not_matter_and_seeds_do(bool bytes)
    {
        using var rows = Rows(bytes);
        var alone = Read(Augmented(rows, bytes, threads: 1), 1);
        CollectionAssert.AreEqual(alone, Read(Augmented(rows, bytes, threads: 1), 1));
        CollectionAssert.AreEqual(alone, Read(Augmented(rows, bytes, threads: 7), 1));
        CollectionAssert.AreNotEqual(alone, Read(Augmented(rows, bytes, threads: 1), 2));
    }

    [TestMethod]
    public void Every_pass_changes_pictures_and_none_changes_the_rows_themselves()
    {
        using var rows = Rows(bytes: true);
        var before = Read(rows, null);
        var augmented = Augmented(rows, bytes: true);
        for (var seed = 0; seed < 3; seed++) CollectionAssert.AreNotEqual(Read(rows, seed), Read(augmented, seed));
        CollectionAssert.AreEqual(before, Read(rows, null));
        CollectionAssert.AreEqual(before, Read(augmented, null), "a pass in the order of the data is for judging: nothing may change");
    }

    [TestMethod]
    public void Without_a_wish_the_rows_are_handed_on()
    {
        using var rows = Rows(bytes: true);
        Assert.AreSame(rows, Spec(true).Augment(rows, Statistics(), new CnnOptions()));
        Assert.AreSame(rows, Spec(true).Augment(rows, Statistics(), new CnnOptions
        {
            Augmentation = AugmentationPreset.Light,
            HorizontalFlip = false,
            CropPadding = 0,
        }));
        Assert.AreNotSame(rows, Spec(true).Augment(rows, Statistics(), new TrainerOptions { Mixup = 0.2 }));
    }

    [TestMethod]
    public void Reals_are_changed_as_bytes_are_whatever_their_range()
    {
        using CachedBatches bytes = Rows(bytes: true), reals = Rows(bytes: false);
        var options = new CnnOptions { Augmentation = AugmentationPreset.Standard, HorizontalFlip = false };
        var changed = Read(Augmented(bytes, true, options: options), 1);
        var real = Read(Augmented(reals, false, options: options), 1);
        for (var i = 0; i < changed.Length; i++) Assert.AreEqual(changed[i], (real[i] - Low) / Step, 0.51f);
    }

    [TestMethod]
    public void Tensors_are_none_left_of_passes_ended_or_given_up()
    {
        using var rows = Rows(bytes: true);
        var augmented = Augmented(rows, bytes: true, options: new CnnOptions { Augmentation = AugmentationPreset.Strong, Mixup = 1, Cutmix = 1 });
        var before = LiveTensors.Count();
        Read(augmented, 1);
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
        foreach (var batch in augmented.Pass(8, new Random(1), CancellationToken.None))
        {
            batch.Dispose();
            break;
        }
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsExactly<OperationCanceledException>(() =>
        {
            foreach (var batch in augmented.Pass(8, new Random(1), cancel.Token))
                using (batch) cancel.Cancel();
        });
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
    }

    [TestMethod]
    public void Whoever_gets_a_batch_may_dispose_it_at_once()
    {
        using var rows = Rows(bytes: true);
        var augmented = Spec(true).Augment(rows, Statistics(), new CnnOptions { HorizontalFlip = true, Threads = 1 });
        var read = 0;
        for (var seed = 0; seed < 50; seed++)
            foreach (var batch in augmented.Pass(2, new Random(seed), CancellationToken.None))
                using (batch) read += batch.Rows;
        Assert.AreEqual(50 * Count, read);
    }

    [TestMethod]
    public void Batches_are_in_no_scope_of_whoever_reads_them()
    {
        using var rows = Rows(bytes: true);
        Batch kept;
        using (torch.NewDisposeScope())
            kept = Augmented(rows, bytes: true).Pass(Count, new Random(1), CancellationToken.None).Single();
        using (kept) Assert.AreEqual(Count, Tensors.ToFloats(kept.Features.Single).Length / Shape.Size);
    }

    [TestMethod]
    public void A_fault_in_reading_reaches_whoever_waits()
    {
        static IEnumerable<Batch> Broken()
        {
            yield return new Batch(torch.zeros(2, 2), torch.zeros(2, 1));
            throw new InvalidDataException("the disk is gone");
        }
        var error = Assert.ThrowsExactly<InvalidDataException>(() =>
        {
            foreach (var batch in ReadAhead.Run(_ => Broken(), 2, CancellationToken.None)) batch.Dispose();
        });
        Assert.AreEqual("the disk is gone", error.Message);
    }

    private const float Low = -1.5f, Step = 0.02f;

    // Bytes that reach from 0 to 255; as reals 0.02 apart from -1.5 on.
    private static CachedBatches Rows(bool bytes)
    {
        var values = new byte[Count * Shape.Size];
        new Random(5).NextBytes(values);
        (values[0], values[1]) = (0, 255);
        using var features = torch.tensor(values).reshape(Count, Shape.Size);
        var targets = Tensors.OfLongs([.. Enumerable.Range(0, Count).Select(i => (long)i % 2)]);
        return new CachedBatches(new Batch(bytes ? features.alias() : features.to(torch.ScalarType.Float32).mul_(Step).add_(Low), targets));
    }

    private static ImageSpec Spec(bool bytes) => new("Image", bytes ? ImageSource.Path : ImageSource.Numbers, Shape, ToGrey: false);

    private static FeatureStatistics Statistics(CachedBatches? rows = null)
    {
        var statistics = new FeatureStatistics(Shape);
        if (rows is not null) statistics.Add(rows.All.Features);
        return statistics;
    }

    private static IBatchSource Augmented(CachedBatches rows, bool bytes, int threads = 0, CnnOptions? options = null)
    {
        options ??= new CnnOptions { Augmentation = AugmentationPreset.Strong, Hue = 0.1, CropScale = 0.5 };
        options.Threads = threads;
        return Spec(bytes).Augment(rows, Statistics(rows), options);
    }

    private static float[] Read(IBatchSource rows, int? seed)
    {
        var read = new List<float>();
        foreach (var batch in rows.Pass(16, seed is { } number ? new Random(number) : null, CancellationToken.None))
            using (batch) read.AddRange(Tensors.ToFloats(batch.Features.Single));
        return [.. read];
    }
}

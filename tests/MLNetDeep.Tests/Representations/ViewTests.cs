using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Inputs.Images;
using MLNetDeep.Inputs.Tables;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Representations;

/// <summary>How two views of a row are made.</summary>
[TestClass]
public sealed class ViewTests
{
    private const int Rows = 200, Columns = 5;

    [TestMethod]
    public void A_corrupted_column_has_the_value_of_another_row()
    {
        using var scope = NewDisposeScope();
        // A row's number, and the column's behind the point; the last two numbers are one column.
        float[] values = [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, Columns + 1).Select(column => row + (column / 10f)))];
        var corruption = new ColumnCorruption([(0, 1), (1, 1), (2, 1), (3, 1), (4, 2)], 0.4);
        float[] Corrupted(long pass, long first)
        {
            var rows = tensor(values, [Rows, Columns + 1]);
            corruption.Change(rows, pass, first);
            return rows.data<float>().ToArray();
        }
        var made = Corrupted(7, 0);
        for (var row = 0; row < Rows; row++)
        {
            var changed = Enumerable.Range(0, Columns + 1).Where(column => made[(row * (Columns + 1)) + column] != values[(row * (Columns + 1)) + column]).ToList();
            Assert.AreEqual(2, changed.Count(column => column < Columns));
            Assert.AreEqual(changed.Contains(4), changed.Contains(5));
            foreach (var column in changed) Assert.AreEqual(column / 10f, made[(row * (Columns + 1)) + column] % 1, 1e-4f);
            if (changed.Contains(4)) Assert.AreEqual((int)made[(row * (Columns + 1)) + 4], (int)made[(row * (Columns + 1)) + 5]);
        }
        // All columns have their turn.
        for (var column = 0; column < Columns; column++)
            Assert.IsInRange(0.25 * Rows, 0.55 * Rows, Enumerable.Range(0, Rows).Count(row => made[(row * (Columns + 1)) + column] != values[(row * (Columns + 1)) + column]));
        CollectionAssert.AreEqual(made, Corrupted(7, 0));
        CollectionAssert.AreNotEqual(made, Corrupted(8, 0));
    }

    [TestMethod]
    public void Views_in_the_order_of_the_data_are_the_same_each_time()
    {
        using var scope = NewDisposeScope();
        float[] values = [.. Enumerable.Range(0, 40).Select(i => (float)i)];
        using var rows = new CachedBatches(new Batch(tensor(values, [20, 2]), zeros(20, 1)));
        using var views = new ViewBatches(rows, new RowViews(null, new ColumnCorruption([(0, 1), (1, 1)], 0.5)));
        float[] Second(Random? order) => [.. views.Pass(20, order, default).SelectMany(batch =>
        {
            using (batch) return ((EvenPart)batch.Features.Parts[1]).Values.data<float>().ToArray();
        })];
        float[] First(Random? order) => [.. views.Pass(20, order, default).SelectMany(batch =>
        {
            using (batch) return ((EvenPart)batch.Features.Parts[0]).Values.data<float>().ToArray();
        })];
        CollectionAssert.AreEqual(values, First(null));
        CollectionAssert.AreEqual(Second(null), Second(null));
        CollectionAssert.AreNotEqual(values, Second(null));
        CollectionAssert.AreEqual(Second(new Random(3)), Second(new Random(3)));
        CollectionAssert.AreNotEqual(Second(new Random(3)), Second(new Random(4)));
    }

    [TestMethod]
    public void Pictures_are_turned_made_grey_and_get_noise()
    {
        var shape = new ImageShape(3, 9, 9);
        Planes Changed(Workspace work, PictureSettings settings, Action<Planes> draw)
        {
            draw(work.Picture);
            var random = new RowRandom(1, 1);
            new PictureAugmenter(settings, shape, [0, 0, 0]).Apply(work, ref random);
            return work.Picture;
        }
        var grey = Changed(new Workspace(shape), new PictureSettings { Grayscale = 1 }, p => p.Plane(0).Fill(200));
        Assert.AreEqual(grey.Plane(0)[0], grey.Plane(2)[0], 1e-3f);
        var noisy = Changed(new Workspace(shape), new PictureSettings { Noise = 0.1 }, p => p.Values.Fill(128)).Values.ToArray();
        Assert.AreEqual(25.5, Math.Sqrt(noisy.Average(v => (v - 128) * (v - 128))), 4);
        // A bar through the middle keeps its middle, and its ends move.
        var turned = Changed(new Workspace(shape), new PictureSettings { Rotation = 90 }, p => p.Row(0, 4).Fill(255));
        Assert.AreEqual(255, turned.Row(0, 4)[4], 1);
        Assert.IsLessThan(200f, Math.Min(turned.Row(0, 4)[0], turned.Row(0, 4)[8]));
    }

    [TestMethod]
    public void Views_are_those_that_options_ask_for_or_suit_the_images()
    {
        Assert.AreEqual(PictureSettings.Of(new ImageTrainerOptions { Noise = 0.2 }), PictureSettings.OfViews(new ImageTrainerOptions { Noise = 0.2 }, new ImageShape(1, 8, 8)));
        var digits = PictureSettings.OfViews(new ImageTrainerOptions(), new ImageShape(1, 8, 8));
        Assert.IsFalse(digits.HorizontalFlip || digits.VerticalFlip);
        Assert.IsTrue(digits is { CropPadding: > 0, Rotation: > 0, Noise: > 0, CropScale: < 1 });
        Assert.IsTrue(PictureSettings.OfViews(new ImageTrainerOptions(), new ImageShape(3, 32, 32)) is { HorizontalFlip: true, Hue: > 0, Grayscale: > 0, CropScale: < 0.5 });
    }
}

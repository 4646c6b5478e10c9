using MLNetDeep.Inputs.Images;

namespace MLNetDeep.Tests.Data.Augmenting;

/// <summary>What is drawn by chance: RandAugment's operations, rectangles, crops, shares.</summary>
[TestClass]
public sealed class DrawnTests
{
    private static readonly ImageShape Square = new(3, 32, 32);

    public static IEnumerable<object[]> Operations => Enum.GetNames<RandAugment.Operation>().Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Operations))]
    public void An_operation_stays_between_black_and_white_at_any_strength(string name)
    {
        var operation = Enum.Parse<RandAugment.Operation>(name);
        var changed = 0;
        foreach (var strength in new[] { 0, 0.3, 1 })
            foreach (var sign in new[] { -1, 1 })
            {
                var work = Small.Work(Square);
                var before = Small.Values(work);
                RandAugment.Apply(work, operation, strength, sign, Small.Filling);
                var after = Small.Values(work);
                Assert.IsTrue(after.All(v => v is >= 0 and <= 255), $"{after.Min()} to {after.Max()}");
                var same = after.Zip(before).All(p => Math.Abs(p.First - p.Second) < 1e-3f);
                if (strength == 0 && operation is not (RandAugment.Operation.AutoContrast or RandAugment.Operation.Equalize))
                    Assert.IsTrue(same, "a strength of 0 changes the picture");
                if (!same) changed++;
            }
        Assert.AreEqual(operation != RandAugment.Operation.Identity, changed > 0);
    }

    [TestMethod]
    public void At_full_strength_pictures_move_by_45_percent_of_their_side()
    {
        var work = Small.Work(Square);
        var before = work.Picture.Row(0, 3).ToArray();
        RandAugment.Apply(work, RandAugment.Operation.TranslateX, 1, 1, Small.Filling);
        CollectionAssert.AreEqual(before[14..], work.Picture.Row(0, 3)[..18].ToArray());
        Assert.IsTrue(work.Picture.Row(0, 3)[18..].ToArray().All(v => v == Small.Filling[0]));
    }

    [TestMethod]
    public void So_many_operations_are_drawn_and_all_of_them_in_time()
    {
        var seen = new HashSet<string>();
        for (var row = 0; row < 300; row++)
        {
            var work = Small.Work(Square);
            var random = Small.Random(row);
            RandAugment.Apply(work, 1, 30, Small.Filling, ref random);
            seen.Add(string.Join(' ', Small.Values(work).Take(200)));
        }
        // 14 operations, of which 9 have two signs (colour by two factors among them): 23 outcomes.
        Assert.AreEqual(23, seen.Count, 1);
    }

    [TestMethod]
    public void Erased_rectangles_have_the_size_of_the_paper()
    {
        var sizes = new List<int>();
        for (var row = 0; row < 200; row++)
        {
            var work = new Workspace(Square);
            work.Picture.Values.Fill(-1);
            var random = Small.Random(row);
            Erasing.Apply(work.Picture, ref random);
            var (xs, ys) = (new HashSet<int>(), new HashSet<int>());
            for (var i = 0; i < 1024; i++)
                if (work.Picture.Plane(0)[i] >= 0) (_, _) = (xs.Add(i % 32), ys.Add(i / 32));
            var erased = work.Picture.Values.ToArray().Count(v => v is >= 0 and <= 255);
            Assert.AreEqual(3 * xs.Count * ys.Count, erased, "it is no rectangle in all planes");
            sizes.Add(erased / 3);
        }
        Assert.IsTrue(sizes.Min() >= 0.015 * 1024 && sizes.Max() <= 0.36 * 1024, $"{sizes.Min()} to {sizes.Max()}");
        Assert.AreEqual(0.5 * (0.02 + (1.0 / 3)) * 1024, sizes.Average(), 25);
    }

    [TestMethod]
    public void Crops_move_and_enlarge_within_their_bounds()
    {
        var shape = new ImageShape(1, 16, 16);
        var moves = new HashSet<(int, int)>();
        for (var row = 0; row < 400; row++)
        {
            var work = new Workspace(shape);
            work.Picture.Row(0, 8)[8] = 255;
            var random = Small.Random(row);
            new PictureAugmenter(new PictureSettings { CropPadding = 0.125 }, shape, [0]).Apply(work, ref random);
            var at = Array.IndexOf(Small.Values(work), 255);
            moves.Add((8 - (at % 16), 8 - (at / 16)));
        }
        Assert.AreEqual(25, moves.Count);
        Assert.IsTrue(moves.All(m => m is { Item1: >= -2 and <= 2, Item2: >= -2 and <= 2 }));

        for (var row = 0; row < 100; row++)
        {
            var work = new Workspace(shape);
            for (var i = 0; i < 256; i++) work.Picture.Values[i] = 10 * (i % 16);
            var random = Small.Random(row);
            new PictureAugmenter(new PictureSettings { CropScale = 0.5 }, shape, [0]).Apply(work, ref random);
            // What 10 a pixel grows to says how wide the box was: at least the root of 0.5 · 3/4, at most all.
            var width = (work.Picture.Row(0, 5)[10] - work.Picture.Row(0, 5)[5]) / 50;
            Assert.IsTrue(width is > 0.6f and <= 1.001f, $"{width}");
        }
    }

    [TestMethod]
    public void Half_of_the_pictures_are_flipped()
    {
        var augmenter = new PictureAugmenter(new PictureSettings { HorizontalFlip = true }, Small.Shape, Small.Filling);
        var first = Small.Values(Small.Work())[0];
        var flipped = Enumerable.Range(0, 1000).Count(row =>
        {
            var work = Small.Work();
            var random = Small.Random(row);
            augmenter.Apply(work, ref random);
            return work.Picture.Values[0] != first;
        });
        Assert.AreEqual(500, flipped, 60);
    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(1.0)]
    [DataRow(4.0)]
    public void Shares_follow_the_beta_distribution(double alpha)
    {
        var shares = Enumerable.Range(0, 20_000).Select(row =>
        {
            var random = Small.Random(row);
            return random.Beta(alpha);
        }).ToList();
        Assert.IsTrue(shares.All(s => s is >= 0 and <= 1));
        Assert.AreEqual(0.5, shares.Average(), 0.015);
        Assert.AreEqual(1 / (4 * ((2 * alpha) + 1)), shares.Average(s => (s - 0.5) * (s - 0.5)), 0.005);
    }
}

using MLNetDeep.Inputs.Images;

namespace MLNetDeep.Tests.Data.Augmenting;

/// <summary>Pixels go where they should.</summary>
[TestClass]
public sealed class GeometryTests
{
    [TestMethod]
    public void Flipping_mirrors_and_twice_is_nothing()
    {
        var work = Small.Work();
        var before = Small.Values(work);
        Geometry.FlipHorizontally(work.Picture);
        Assert.AreEqual(before[4], work.Picture.Row(0, 0)[0]);
        Assert.AreEqual(before[20 + 5], work.Picture.Row(1, 1)[4]);
        Geometry.FlipHorizontally(work.Picture);
        CollectionAssert.AreEqual(before, Small.Values(work));
        Geometry.FlipVertically(work.Picture);
        Assert.AreEqual(before[15], work.Picture.Row(0, 0)[0]);
        Assert.AreEqual(before[40 + 5 + 2], work.Picture.Row(2, 2)[2]);
        Geometry.FlipVertically(work.Picture);
        CollectionAssert.AreEqual(before, Small.Values(work));
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 2)]
    [DataRow(-2, -1)]
    [DataRow(5, -4)]
    [DataRow(-9, 9)]
    public void A_shift_moves_every_pixel_and_fills_the_rest(int dx, int dy)
    {
        var work = Small.Work();
        Geometry.Shift(work.Picture, work.Spare, dx, dy, Small.Filling);
        for (var c = 0; c < 3; c++)
            for (var y = 0; y < 4; y++)
                for (var x = 0; x < 5; x++)
                {
                    var inside = x + dx is >= 0 and < 5 && y + dy is >= 0 and < 4;
                    Assert.AreEqual(inside ? work.Picture.Row(c, y + dy)[x + dx] : Small.Filling[c], work.Spare.Row(c, y)[x]);
                }
    }

    [TestMethod]
    public void A_warp_by_whole_pixels_is_a_shift()
    {
        var (warped, shifted) = (Small.Work(), Small.Work());
        Geometry.Warp(warped.Picture, warped.Spare, Affine.Translation(2, -1), Small.Filling);
        Geometry.Shift(shifted.Picture, shifted.Spare, 2, -1, Small.Filling);
        CollectionAssert.AreEqual(shifted.Spare.Values.ToArray(), warped.Spare.Values.ToArray());
    }

    [TestMethod]
    public void A_half_turn_is_both_flips()
    {
        var (turned, flipped) = (Small.Work(), Small.Work());
        Geometry.Warp(turned.Picture, turned.Spare, Affine.Rotation(turned.Picture, 180), Small.Filling);
        Geometry.FlipHorizontally(flipped.Picture);
        Geometry.FlipVertically(flipped.Picture);
        Near(Small.Values(flipped), turned.Spare.Values, 0.01f);
    }

    [TestMethod]
    public void A_quarter_turn_of_a_square_turns_it()
    {
        var work = Small.Work(new ImageShape(1, 4, 4));
        Geometry.Warp(work.Picture, work.Spare, Affine.Rotation(work.Picture, 90), [0]);
        for (var y = 0; y < 4; y++)
            for (var x = 0; x < 4; x++) Assert.AreEqual(work.Picture.Row(0, 3 - x)[y], work.Spare.Row(0, y)[x], 0.01f);
    }

    [TestMethod]
    public void A_box_is_enlarged_to_the_whole()
    {
        var work = Small.Work(new ImageShape(1, 8, 8));
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 8; x++) work.Picture.Row(0, y)[x] = (10 * y) + x;
        Geometry.Warp(work.Picture, work.Spare, Affine.Box(0, 0, 8, 8, 8, 8), []);
        CollectionAssert.AreEqual(Small.Values(work), work.Spare.Values.ToArray());
        Geometry.Warp(work.Picture, work.Spare, Affine.Box(2, 4, 4, 4, 8, 8), []);
        // The middle of the box's first pixel lies a quarter of a pixel behind its edge.
        for (var x = 0; x < 8; x++) Assert.AreEqual(40 - 2.5f + 1.75f + (x * 0.5f), work.Spare.Row(0, 0)[x], 1e-3f);
    }

    private static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], tolerance, $"at {i}");
    }
}

using MLNetDeep.Inputs.Images;

namespace MLNetDeep.Tests.Data.Augmenting;

/// <summary>Colours become what the operations' names say, and stay between black and white.</summary>
[TestClass]
public sealed class ColourTests
{
    [TestMethod]
    public void A_factor_of_one_changes_nothing()
    {
        var work = Small.Work();
        var before = Small.Values(work);
        Colours.Brightness(work.Picture, 1);
        Colours.Contrast(work.Picture, 1);
        Colours.Saturation(work.Picture, 1);
        Colours.Hue(work.Picture, 0);
        Colours.Posterize(work.Picture, 8);
        Colours.Solarize(work.Picture, 256);
        CollectionAssert.AreEqual(before, Small.Values(work));
        Colours.Sharpness(work.Picture, work.Spare, 1);
        for (var i = 0; i < before.Length; i++) Assert.AreEqual(before[i], work.Spare.Values[i], 1e-4f);
    }

    [TestMethod]
    public void Brightness_multiplies_and_is_limited()
    {
        var work = Small.Work();
        var before = Small.Values(work);
        Colours.Brightness(work.Picture, 1.5f);
        CollectionAssert.AreEqual(before.Select(v => Math.Min(255, v * 1.5f)).ToArray(), Small.Values(work));
    }

    [TestMethod]
    public void Without_contrast_all_is_the_mean_brightness()
    {
        var work = Small.Work();
        double Mean(int c) => work.Picture.Plane(c).ToArray().Average();
        var mean = (0.299 * Mean(0)) + (0.587 * Mean(1)) + (0.114 * Mean(2));
        Colours.Contrast(work.Picture, 0);
        foreach (var value in Small.Values(work)) Assert.AreEqual(mean, value, 0.01);
    }

    [TestMethod]
    public void Without_saturation_all_is_grey()
    {
        var work = Small.Work();
        var before = Small.Values(work);
        Colours.Saturation(work.Picture, 0);
        for (var i = 0; i < 20; i++)
            for (var c = 0; c < 3; c++)
                Assert.AreEqual((0.299f * before[i]) + (0.587f * before[20 + i]) + (0.114f * before[40 + i]), work.Picture.Plane(c)[i], 0.01f);
    }

    [TestMethod]
    public void A_third_of_a_turn_makes_red_green_and_grey_stays_grey()
    {
        var work = new Workspace(new ImageShape(3, 1, 2));
        new float[] { 200, 80, 0, 80, 0, 80 }.CopyTo(work.Picture.Values);
        Colours.Hue(work.Picture, 1.0 / 3);
        float[] expected = [0, 80, 200, 80, 0, 80];
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], work.Picture.Values[i], 0.01f);
    }

    [TestMethod]
    public void Grey_pictures_have_no_saturation_and_no_hue()
    {
        var work = Small.Work(new ImageShape(1, 4, 5));
        var before = Small.Values(work);
        Colours.Saturation(work.Picture, 0);
        Colours.Hue(work.Picture, 0.3);
        CollectionAssert.AreEqual(before, Small.Values(work));
    }

    [TestMethod]
    public void Solarizing_inverts_the_light_and_posterizing_takes_bits()
    {
        var work = Small.Work();
        var before = Small.Values(work);
        Colours.Solarize(work.Picture, 128);
        CollectionAssert.AreEqual(before.Select(v => v >= 128 ? 255 - v : v).ToArray(), Small.Values(work));
        work = Small.Work();
        Colours.Posterize(work.Picture, 3);
        CollectionAssert.AreEqual(before.Select(v => (float)((int)v / 32 * 32)).ToArray(), Small.Values(work));
    }

    [TestMethod]
    public void Without_sharpness_the_inside_is_the_mean_around()
    {
        var work = Small.Work(new ImageShape(1, 3, 3));
        var before = Small.Values(work);
        Colours.Sharpness(work.Picture, work.Spare, 0);
        Assert.AreEqual((before.Sum() + (4 * before[4])) / 13, work.Spare.Values[4], 1e-3f);
        Assert.AreEqual(before[0], work.Spare.Values[0]);
    }

    [TestMethod]
    public void Auto_contrast_reaches_black_and_white_and_a_flat_plane_stays()
    {
        var work = Small.Work();
        work.Picture.Plane(1).Fill(7);
        Colours.Brightness(work.Picture, 0.5f);
        Histograms.AutoContrast(work.Picture);
        Assert.AreEqual(0, Least(work, 0));
        Assert.AreEqual(255, Most(work, 0), 1e-3f);
        Assert.AreEqual((3.5f, 3.5f), (Least(work, 1), Most(work, 1)));
    }

    [TestMethod]
    public void Equalizing_spreads_values_evenly()
    {
        var work = new Workspace(new ImageShape(1, 1, 5));
        new float[] { 3, 1, 1, 2, 200 }.CopyTo(work.Picture.Values);
        Histograms.Equalize(work);
        CollectionAssert.AreEqual(new float[] { 170, 0, 0, 85, 255 }, Small.Values(work));
        work.Picture.Values.Fill(9);
        Histograms.Equalize(work);
        CollectionAssert.AreEqual(new float[] { 9, 9, 9, 9, 9 }, Small.Values(work));
    }

    private static float Least(Workspace work, int channel) => work.Picture.Plane(channel).ToArray().Min();

    private static float Most(Workspace work, int channel) => work.Picture.Plane(channel).ToArray().Max();
}

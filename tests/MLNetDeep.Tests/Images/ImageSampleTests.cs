using Microsoft.ML;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Images;

/// <summary>Shape and channels are those of all classes, however the rows are sorted; and all images that cannot be read are named at once.</summary>
[TestClass]
public sealed class ImageSampleTests
{
    private static readonly CnnOptions Quick = new() { MaxEpochs = 1, BaseChannels = 4, ConvolutionsPerBlock = 1, ValidationFraction = 0, Seed = 1 };

    [TestMethod]
    public void A_class_behind_three_hundred_grey_rows_makes_the_network_one_for_colour()
    {
        var ml = new MLContext(1);
        var (grey, colour) = (Pictures.Png(Pictures.OfClass(0, 8, false)), Pictures.Png(Pictures.OfClass(1, 8, true)));
        BytesRow[] rows = [.. Enumerable.Range(0, 304).Select(i => new BytesRow { Label = i < 300 ? "a" : "b", Image = i < 300 ? grey : colour })];
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Image", Quick).Fit(ml.Keyed(rows));
        Assert.AreEqual(new ImageShape(3, 8, 8), model.Input);
    }

    [TestMethod]
    public void Sizes_are_the_median_over_all_classes()
    {
        var ml = new MLContext(1);
        var (small, large) = (Pictures.Png(Pictures.OfClass(0, 8, false)), Pictures.Png(Pictures.OfClass(1, 32, false)));
        BytesRow[] rows = [.. Enumerable.Range(0, 600).Select(i => new BytesRow { Label = $"c{i / 200}", Image = i < 200 ? small : large })];
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Image", Quick).Fit(ml.Keyed(rows));
        Assert.AreEqual(new ImageShape(1, 32, 32), model.Input);
    }

    [TestMethod]
    public void All_images_that_cannot_be_read_are_named_before_the_first_epoch()
    {
        var ml = new MLContext(1);
        var png = Pictures.Png(Pictures.OfClass(0, 8, false));
        BytesRow[] rows = [.. Enumerable.Range(0, 40).Select(i => new BytesRow { Label = $"c{i % 2}", Image = i switch { 0 => [], 7 => png[..60], >= 20 and < 30 => [1], _ => png } })];
        var epochs = 0;
        var options = new CnnOptions { MaxEpochs = 1, BaseChannels = 4, OnEpoch = _ => epochs++ };
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => ml.Deep().MulticlassClassification.Cnn("Label", "Image", options).Fit(ml.Keyed(rows)));
        StringAssert.StartsWith(fault.Message, "Column 'Image' has 12 images that cannot be used: row 1: the image is empty; row 8: the image ends early; row 21: the image is not an image");
        StringAssert.EndsWith(fault.Message, "; and 2 more. Rows are counted from 1.");
        Assert.AreEqual(0, epochs);
    }
}

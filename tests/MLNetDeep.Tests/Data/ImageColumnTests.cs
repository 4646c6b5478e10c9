using Microsoft.ML;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Data;

/// <summary>Images come as MLImage, as paths and as encoded bytes; grey or in colour, of one size or of many.</summary>
[TestClass]
public class ImageColumnTests
{
    private static readonly CnnOptions Quick = new() { MaxEpochs = 12, BaseChannels = 8, ConvolutionsPerBlock = 1, BatchSize = 8, LearningRate = 0.01, Seed = 1, ValidationFraction = 0 };

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void MlImages(bool colour)
    {
        var ml = new MLContext(1);
        var rows = Enumerable.Range(0, 40).Select(i => new ImageRow { Label = $"c{i % 2}", Image = Pictures.OfClass(i % 2, 12, colour) }).ToList();
        Learns(ml, ml.Keyed(rows), new ImageShape(colour ? 3 : 1, 12, 12));
    }

    [TestMethod]
    public void ImagesAsMLNetLoadsThem()
    {
        var ml = new MLContext(1);
        var folder = Directory.CreateTempSubdirectory("mlnetdeep").FullName;
        try
        {
            var rows = Enumerable.Range(0, 40).Select(i => new PathRow { Label = $"c{i % 2}", Image = Path.Combine(folder, $"{i}.png") }).ToList();
            for (var i = 0; i < rows.Count; i++) File.WriteAllBytes(rows[i].Image, Pictures.Png(Pictures.OfClass(i % 2, 14 + (i % 5), true)));
            var view = ml.Transforms.LoadImages("Image", folder, "Image").Fit(ml.Keyed(rows)).Transform(ml.Keyed(rows));
            Assert.AreEqual("Image", view.Schema["Image"].Type.ToString(), "its type states no size");
            Learns(ml, view, new ImageShape(3, 16, 16));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void EncodedBytesOfManySizes()
    {
        var ml = new MLContext(1);
        var rows = Enumerable.Range(0, 40).Select(i => new BytesRow { Label = $"c{i % 2}", Image = Pictures.Png(Pictures.OfClass(i % 2, 14 + (i % 5), true)) }).ToList();
        Learns(ml, ml.Keyed(rows), new ImageShape(3, 16, 16));
    }

    [TestMethod]
    public void PathsOfFiles()
    {
        var ml = new MLContext(1);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var rows = Enumerable.Range(0, 40).Select(i =>
            {
                var file = Path.Combine(folder.FullName, $"{i}.png");
                Pictures.OfClass(i % 2, 16, false).Save(file);
                return new PathRow { Label = $"c{i % 2}", Image = file };
            }).ToList();
            Learns(ml, ml.Keyed(rows), new ImageShape(1, 16, 16));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void AnImageThatIsNotOneIsNamed()
    {
        var ml = new MLContext(1);
        var rows = Enumerable.Range(0, 20).Select(i => new BytesRow { Label = $"c{i % 2}", Image = Pictures.Png(Pictures.OfClass(i % 2, 8, false)) }).ToList();
        rows[13].Image = [1, 2, 3, 4];
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(ml).Fit(ml.Keyed(rows)));
        StringAssert.Contains(error.Message, "Column 'Image', row 14: the image is not an image");
        StringAssert.Contains(error.Message, "Rows are counted from 1.");
    }

    [TestMethod]
    public void AMissingFileIsNamed()
    {
        var ml = new MLContext(1);
        var rows = Enumerable.Range(0, 4).Select(i => new PathRow { Label = $"c{i % 2}", Image = $"/nowhere/{i}.png" }).ToList();
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(ml).Fit(ml.Keyed(rows)));
        StringAssert.Contains(error.Message, "'/nowhere/0.png'");
    }

    [TestMethod]
    public void AColourImageAmongGreyOnesIsRefused()
    {
        var ml = new MLContext(1);
        var (grey, colour) = (Pictures.Png(Pictures.OfClass(0, 8, colour: false)), Pictures.Png(Pictures.OfClass(1, 8, colour: true)));
        // Of the 300 rows of its class this one is not looked at for the shape.
        var rows = Enumerable.Range(0, 600).Select(i => new BytesRow { Label = $"c{i % 2}", Image = i == 3 ? colour : grey }).ToList();
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(ml).Fit(ml.Keyed(rows)));
        StringAssert.Contains(error.Message, "row 4");
        StringAssert.Contains(error.Message, "in colour");
    }

    [TestMethod]
    public void StatedAsGreyColourIsTurnedIntoGrey()
    {
        var ml = new MLContext(1);
        var rows = Enumerable.Range(0, 20).Select(i => new BytesRow { Label = $"c{i % 2}", Image = Pictures.Png(Pictures.OfClass(i % 2, 8, colour: true)) }).ToList();
        using var model = Trainer(ml, new CnnOptions { Channels = 1, MaxEpochs = 1, BaseChannels = 8 }).Fit(ml.Keyed(rows));
        Assert.AreEqual(new ImageShape(1, 8, 8), model.Input);
    }

    [TestMethod]
    public void NumbersThatAreNoPictureAreRefused()
    {
        var ml = new MLContext(1);
        var data = ml.Pixels(50, Enumerable.Range(0, 4).Select(i => new PixelRow { Label = $"c{i % 2}", Features = new float[50] }));
        var trainer = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1 });
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data)).Message, "50 numbers");
        trainer = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, Channels = 3, ImageHeight = 5, ImageWidth = 10 });
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data)).Message, "3 channels × 5 × 10 pixels are 150");
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, ImageHeight = 5, ImageWidth = 10 }).Fit(data);
        Assert.AreEqual(new ImageShape(1, 5, 10), model.Input);
    }

    private static DeepTrainer Trainer(MLContext ml, CnnOptions? options = null) =>
        ml.Deep().MulticlassClassification.Cnn("Label", "Image", options ?? Quick);

    private static void Learns(MLContext ml, IDataView data, ImageShape expected)
    {
        using var model = Trainer(ml).Fit(data);
        Assert.AreEqual(expected, model.Input);
        Assert.AreEqual(1, ml.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy);
    }
}

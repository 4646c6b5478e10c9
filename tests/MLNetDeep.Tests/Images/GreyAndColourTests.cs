using Microsoft.ML;
using MLNetDeep.Runtime;
using MLNetDeep.Tests.Support;
using MLNetDeep.Tests.Support.Encodings;

namespace MLNetDeep.Tests.Images;

/// <summary>A network of one channel refuses a colour image, unless it was asked to convert colour; one of three channels takes both. The same as trained, from the saved zip, and in batches.</summary>
[TestClass]
public sealed class GreyAndColourTests
{
    private static readonly MLContext Context = new(1);

    [TestMethod]
    public void A_network_of_grayscale_images_names_a_colour_image() => Score(Rows("png, grey"), new CnnOptions(), (engine, folder) =>
    {
        var path = folder.Write("colour.png", Bytes("png"));
        var fault = Assert.Throws<Exception>(() => engine.Predict(new PathRow { Image = path }));
        while (fault.InnerException is { } inner && fault is not InvalidOperationException { InnerException: ContentException }) fault = inner;
        Assert.AreEqual($"Column 'Image': '{path}' is in colour, and the network takes grayscale images (1 channel): to train on colour set Channels to 3, to convert all images to grayscale set Channels to 1.", fault.Message);
        // What holds one colour in three channels is no colour image.
        var grey = engine.Predict(new PathRow { Image = folder.Write("rgb.png", InColour("png, grey")) }).Score[0];
        Assert.AreEqual(engine.Predict(new PathRow { Image = folder.Write("grey.png", Bytes("png, grey")) }).Score[0], grey, 1e-6f);
        return grey;
    });

    [TestMethod]
    public void Where_one_channel_is_stated_colour_is_converted() => Score(Rows("png"), new CnnOptions { Channels = 1 }, (engine, folder) =>
        engine.Predict(new PathRow { Image = folder.Write("colour.png", Bytes("png")) }).Score[0]);

    [TestMethod]
    public void A_network_of_colour_images_takes_grayscale_images() => Score(Rows("png"), new CnnOptions(), (engine, folder) =>
    {
        var grey = engine.Predict(new PathRow { Image = folder.Write("grey.png", Bytes("png, grey")) }).Score[0];
        Assert.AreEqual(engine.Predict(new PathRow { Image = folder.Write("rgb.png", InColour("png, grey")) }).Score[0], grey, 1e-6f);
        return grey;
    });

    private static byte[] Bytes(string name) => Encoded.All.Single(e => e.Name == name).Bytes;

    // The same picture with three channels.
    private static byte[] InColour(string name)
    {
        using var image = ImageFiles.Decode(Bytes(name));
        return Pictures.Png(image);
    }

    private static BytesRow[] Rows(string name)
    {
        var upright = Bytes(name);
        using var image = ImageFiles.Decode(upright);
        var flipped = Pictures.Png(Pictures.Make(image.Width, image.Height, (x, y) =>
        {
            using var source = ImageFiles.Decode(upright);
            var at = 4 * (((image.Height - 1 - y) * image.Width) + x);
            return (source.Pixels[at], source.Pixels[at + 1], source.Pixels[at + 2]);
        }));
        return [.. Enumerable.Range(0, 12).Select(i => new BytesRow { Label = $"c{i % 2}", Image = i % 2 == 0 ? upright : flipped })];
    }

    // By the trained network, by the zip as ML.NET loads it, and by the zip loaded for batches: the same answer.
    private static void Score(BytesRow[] rows, CnnOptions options, Func<PredictionEngine<PathRow, Answer>, ImageFolder, float> ask)
    {
        using var folder = new ImageFolder();
        (options.MaxEpochs, options.BaseChannels, options.ConvolutionsPerBlock, options.BatchSize, options.Seed, options.Threads, options.ValidationFraction) = (3, 4, 1, 4, 1, 1, 0);
        PathRow[] paths = [.. rows.Select((row, i) => new PathRow { Label = row.Label, Image = folder.Write($"{i}.png", row.Image) })];
        var data = Context.Keyed(paths);
        using var trained = Context.Deep().MulticlassClassification.Cnn("Label", "Image", options).Fit(data);
        var file = folder.File("model.zip");
        Context.Model.Save(trained, data.Schema, file);
        float? expected = null;
        foreach (var model in new[] { trained, Context.Model.LoadPlain(file, out _), Context.Model.LoadForScoring(file, out _) })
        {
            using var engine = Context.Model.CreatePredictionEngine<PathRow, Answer>(model, new PredictionEngineOptions { OwnsTransformer = false });
            var score = ask(engine, folder);
            Assert.AreEqual(expected ?? score, score, 1e-5f);
            expected = score;
        }
    }

    private sealed class Answer
    {
        public float[] Score { get; set; } = [];
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;
using MLNetDeep.Tests.Support.Encodings;

namespace MLNetDeep.Tests.Images;

/// <summary>
/// A network trained on pictures in every encoding scores them alike wherever it scores: as it was trained, from the saved zip, in batches, row by
/// row; by path, by bytes and as MLImage. Trained alike on each of these it becomes the same network, since it sees the same pixels.
/// </summary>
[TestClass]
public sealed class SamePixelsTests
{
    private static readonly MLContext Context = new(1);

    [TestMethod]
    public void All_ways_give_the_same_scores()
    {
        using var folder = new ImageFolder();
        PathRow[] paths = [.. Encoded.All.Select((e, i) => new PathRow { Label = $"c{i % 2}", Image = folder.Write($"{i}.png", e.Bytes) })];
        BytesRow[] bytes = [.. Encoded.All.Select((e, i) => new BytesRow { Label = $"c{i % 2}", Image = e.Bytes })];
        ImageRow[] images = [.. paths.Select(p => new ImageRow { Label = p.Label, Image = MLImage.CreateFromFile(p.Image) })];

        var expected = Scores(paths);
        Assert.IsGreaterThan(0.001f, expected.Max(score => score[0]) - expected.Min(score => score[0]), "a network that tells nothing apart");
        Near(expected, Scores(bytes));
        Near(expected, Scores(images));
    }

    [TestMethod]
    public void Pictures_with_an_EXIF_tag_are_scored_as_if_they_were_stored_upright()
    {
        using var folder = new ImageFolder();
        BytesRow[] turned = [.. Enumerable.Range(1, 8).Select(i => new BytesRow { Label = $"c{i % 2}", Image = Encoded.Turned(i).Bytes })];
        BytesRow[] upright = [.. Enumerable.Range(1, 8).Select(i => new BytesRow { Label = $"c{i % 2}", Image = Encoded.Turned(1).Bytes })];
        PathRow[] paths = [.. turned.Select((t, i) => new PathRow { Label = t.Label, Image = folder.Write($"{i}.jpg", t.Image) })];
        ImageRow[] images = [.. paths.Select(p => new ImageRow { Label = p.Label, Image = ImageFiles.Load(p.Image) })];
        var expected = Scores(upright);
        Near(expected, Scores(turned));
        Near(expected, Scores(paths));
        Near(expected, Scores(images));
    }

    [TestMethod]
    public void Faults_of_a_saved_model_name_column_and_path()
    {
        using var folder = new ImageFolder();
        PathRow[] rows = [.. Encoded.All.Select((e, i) => new PathRow { Label = $"c{i % 2}", Image = folder.Write($"{i}.png", e.Bytes) })];
        using var trained = Trainer().Fit(Context.Keyed(rows));
        var file = folder.File("model.zip");
        Context.Model.Save(trained, Context.Keyed(rows).Schema, file);
        var empty = folder.Write("empty.png", []);
        var own = new PredictionEngineOptions { OwnsTransformer = false };
        foreach (var model in new[] { trained, Context.Model.LoadPlain(file, out _), Context.Model.LoadForScoring(file, out _) })
        {
            using var engine = Context.Model.CreatePredictionEngine<PathRow, Answer>(model, own);
            engine.Predict(rows[0]);
            Assert.AreEqual("Column 'Image': the path is empty.", Fault(() => engine.Predict(new PathRow())));
            Assert.AreEqual("Column 'Image': the path is empty.", Fault(() => engine.Predict(new PathRow { Image = null! })));
            Assert.AreEqual("Column 'Image': there is no file '/no/such.png'.", Fault(() => engine.Predict(new PathRow { Image = "/no/such.png" })));
            Assert.AreEqual($"Column 'Image': '{empty}' is empty.", Fault(() => engine.Predict(new PathRow { Image = empty })));
        }
        var view = trained.Transform(Context.Keyed([rows[0], new PathRow { Label = "c1", Image = "/no/such.png" }]));
        Assert.AreEqual("Column 'Image', row 2: there is no file '/no/such.png'. Rows are counted from 1.", Fault(() => view.GetColumn<float[]>("Score").Count()));
    }

    private static string Fault(Action action)
    {
        Exception fault = Assert.Throws<Exception>(action);
        while (fault.InnerException is { } inner && fault is not InvalidOperationException { InnerException: Runtime.ContentException }) fault = inner;
        return fault.Message;
    }

    // Of one training: by the transformer's view, its engine, the zip's view, its engine, and the zip in batches.
    private static List<float[]> Scores<T>(T[] rows) where T : class, new()
    {
        var data = Context.Keyed(rows);
        using var folder = new ImageFolder();
        using var trained = Trainer().Fit(data);
        var file = folder.File("model.zip");
        Context.Model.Save(trained, data.Schema, file);
        var expected = trained.Transform(data).GetColumn<float[]>("Score").ToList();
        foreach (var model in new[] { trained, Context.Model.LoadPlain(file, out _), Context.Model.LoadForScoring(file, out _) })
        {
            Near(expected, [.. model.Transform(data).GetColumn<float[]>("Score")]);
            using var engine = Context.Model.CreatePredictionEngine<T, Answer>(model, new PredictionEngineOptions { OwnsTransformer = false });
            Near(expected, [.. rows.Select(row => engine.Predict(row).Score)]);
        }
        return expected;
    }

    private static DeepTrainer Trainer() => Context.Deep().MulticlassClassification.Cnn("Label", "Image", new CnnOptions
    {
        MaxEpochs = 4,
        BaseChannels = 8,
        ConvolutionsPerBlock = 1,
        BatchSize = 4,
        LearningRate = 0.01,
        Seed = 1,
        Threads = 1,
        ValidationFraction = 0,
        ImageHeight = 16,
        ImageWidth = 16,
    });

    private static void Near(List<float[]> expected, List<float[]> actual)
    {
        Assert.HasCount(expected.Count, actual);
        for (var i = 0; i < expected.Count; i++)
            Assert.IsLessThanOrEqualTo(1e-5f, expected[i].Zip(actual[i], (e, a) => Math.Abs(e - a)).Max(), $"row {i}, {Encoded.All[i % Encoded.All.Count].Name}");
    }

    private sealed class Answer
    {
        public float[] Score { get; set; } = [];
    }
}

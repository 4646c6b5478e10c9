using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.PretrainedTests;

/// <summary>Pretrained models, fine-tuned in a pipeline.</summary>
[TestClass]
public sealed class FineTuningTests
{
    private static readonly string[] _good = ["great", "wonderful", "lovely", "brilliant", "moving"], _bad = ["awful", "boring", "terrible", "dull", "clumsy"], _things = ["film", "story", "cast", "score", "ending", "script"];

    [TestMethod]
    [DataRow("full")]
    [DataRow("frozen")]
    [DataRow("lora")]
    public void A_model_of_texts_learns_saves_and_loads(string how)
    {
        var ml = new MLContext(seed: 1);
        var options = new PretrainedTextOptions { Seed = 1, MaxEpochs = 3, MinSteps = 0, BatchSize = 16, LearningRate = 2e-4 };
        if (how == "frozen") (options.FreezeDepth, options.MaxEpochs, options.LearningRate) = (-1, 60, 0.01);
        if (how == "lora") (options.LoraRank, options.LearningRate) = (4, 2e-3);
        var rows = ml.Data.LoadFromEnumerable(Sentences(160, 1));
        var test = ml.Data.LoadFromEnumerable(Sentences(40, 2));
        using var model = ml.Deep().BinaryClassification.PretrainedText("Label", "Text", options).Fit(rows);
        var scored = model.Transform(test);
        Assert.IsGreaterThanOrEqualTo(0.9, ml.BinaryClassification.Evaluate(scored).Accuracy, how);
        var (plain, full) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            ml.Model.Save(model, rows.Schema, plain);
            ml.Deep().Model.Save(model, rows.Schema, full);
            var expected = scored.GetColumn<float>("Score").ToArray();
            Compare(expected, ml.Model.LoadPlain(plain, out _).Transform(test));
            Compare(expected, ml.Deep().Model.Load(full, out _).Transform(test));
        }
        finally
        {
            File.Delete(plain);
            File.Delete(full);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(7)]
    [DataRow(-1)]
    public void A_model_of_images_learns_saves_and_loads(int frozen)
    {
        if (frozen == 0) Full.OrSkip();
        var ml = new MLContext(seed: 1);
        var options = new PretrainedImageOptions { Seed = 1, ImageHeight = 64, ImageWidth = 64, FreezeDepth = frozen, MaxEpochs = frozen < 0 ? 60 : 4, MinSteps = 0, BatchSize = 8, LearningRate = frozen < 0 ? 0.01 : 1e-3, Patience = 0 };
        var schema = SchemaDefinition.Create(typeof(Picture));
        schema[nameof(Picture.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3 * 64 * 64);
        var rows = ml.Data.LoadFromEnumerable(Pictures(48, 1), schema);
        var test = ml.Data.LoadFromEnumerable(Pictures(24, 2), schema);
        var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows);
        using var model = ml.Deep().MulticlassClassification.PretrainedImage("Label", "Pixels", options).Fit(keys.Transform(rows));
        var scored = model.Transform(keys.Transform(test));
        Assert.IsGreaterThanOrEqualTo(0.9, ml.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        var file = Path.GetTempFileName();
        try
        {
            ml.Model.Save(keys.Append(model), rows.Schema, file);
            var expected = scored.GetColumn<float[]>("Score").SelectMany(row => row).ToArray();
            var actual = ml.Model.LoadPlain(file, out _).Transform(test).GetColumn<float[]>("Score").SelectMany(row => row).ToArray();
            Assert.IsLessThanOrEqualTo(1e-4, expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Compare(float[] expected, IDataView scored)
    {
        var actual = scored.GetColumn<float>("Score").ToArray();
        Assert.HasCount(expected.Length, actual);
        Assert.IsLessThanOrEqualTo(1e-4, expected.Zip(actual, (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).Max());
    }

    private static IEnumerable<Sentence> Sentences(int count, int seed)
    {
        var random = new Random(seed);
        string Any(string[] words) => words[random.Next(words.Length)];
        for (var i = 0; i < count; i++)
        {
            var isGood = random.Next(2) == 0;
            yield return new Sentence { Label = isGood, Text = $"The {Any(_things)} was {Any(isGood ? _good : _bad)}, and so was the {Any(_things)}." };
        }
    }

    // Stripes across or upright.
    private static IEnumerable<Picture> Pictures(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (isUpright, width, shift) = (random.Next(2) == 0, random.Next(4, 9), random.Next(16));
            var pixels = new float[3 * 64 * 64];
            for (var k = 0; k < pixels.Length; k++)
            {
                var (row, column) = (k / 64 % 64, k % 64);
                pixels[k] = ((((isUpright ? column : row) + shift) / width % 2 == 0 ? 200 : 60) + random.Next(40)) / 255f;
            }
            yield return new Picture { Label = isUpright ? "upright" : "across", Pixels = pixels };
        }
    }

    private sealed class Sentence
    {
        public bool Label { get; set; }

        public string Text { get; set; } = "";
    }

    private sealed class Picture
    {
        public string Label { get; set; } = "";

        public float[] Pixels { get; set; } = [];
    }
}

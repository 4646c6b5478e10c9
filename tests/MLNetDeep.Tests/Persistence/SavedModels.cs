using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Persistence;

/// <summary>Small trained models to save, and what scoring gives.</summary>
internal static class SavedModels
{
    public const int Side = 8;

    public static CnnOptions Quick => new() { MaxEpochs = 2, Blocks = 2, BaseChannels = 4, BatchSize = 16, ValidationFraction = 0, Seed = 1 };

    public static List<PixelRow> Digits(int count = 48) => [.. Enumerable.Range(0, count).Select(i => new PixelRow
    {
        Label = $"kind {i % 3}",
        Features = [.. Enumerable.Range(0, Side * Side).Select(p => ((p * (i % 3 + 1)) + i) % 17f)],
    })];

    public static List<Scored> Score(MLContext ml, ITransformer model, IDataView data)
    {
        var scored = model.Transform(data);
        var toText = ml.Transforms.Conversion.MapKeyToValue("Text", "PredictedLabel")
            .Append(ml.Transforms.Conversion.ConvertType("Text", outputKind: DataKind.String));
        var labels = toText.Fit(scored).Transform(scored);
        return [.. labels.GetColumn<string>("Text").Zip(scored.GetColumn<float[]>("Score"), (label, score) => new Scored(label, score))];
    }

    public static void AssertAlike(List<Scored> expected, List<Scored> actual)
    {
        Assert.HasCount(expected.Count, actual);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.AreEqual(expected[i].Label, actual[i].Label, $"row {i}");
            for (int c = 0; c < expected[i].Score.Length; c++)
                Assert.AreEqual(expected[i].Score[c], actual[i].Score[c], 1e-5f, $"row {i}, class {c}");
        }
    }
}

internal sealed record Scored(string Label, float[] Score);

/// <summary>A folder for one test.</summary>
internal sealed class Folder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mlnetdeep").FullName;

    public string File(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

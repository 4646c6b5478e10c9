using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

/// <summary>Points with what a model says of them, in a file of text: x, y, label and scores.</summary>
internal static class Scores
{
    public static void Write(IDataView predictions, string file)
    {
        var x = predictions.GetColumn<float>("X").ToArray();
        var y = predictions.GetColumn<float>("Y").ToArray();
        var labels = predictions.GetColumn<string>("PredictedLabel").ToArray();
        var scores = predictions.GetColumn<float[]>("Score").ToArray();
        File.WriteAllLines(file, Enumerable.Range(0, x.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"{x[i]:R} {y[i]:R} {labels[i]} {string.Join(' ', scores[i].Select(s => s.ToString("R", CultureInfo.InvariantCulture)))}")));
    }

    public static IEnumerable<Point> Read(string file) => File.ReadLines(file).Select(line => line.Split(' '))
        .Select(words => new Point { X = float.Parse(words[0], CultureInfo.InvariantCulture), Y = float.Parse(words[1], CultureInfo.InvariantCulture) });
}

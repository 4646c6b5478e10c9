using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Quickstart;

/// <summary>Holds the predictions of a fresh process, which loads the saved zip, against those of this one.</summary>
internal static class SecondProcess
{
    public static void Print(IDataView predictions)
    {
        foreach ((string label, float[] scores) in Rows(predictions))
            Console.WriteLine(string.Join(' ', scores.Select(s => s.ToString("R", CultureInfo.InvariantCulture)).Prepend(label)));
    }

    public static void Compare(IDataView predictions, IEnumerable<string> arguments)
    {
        string self = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
            arguments = arguments.Prepend(typeof(SecondProcess).Assembly.Location);
        using Process process = Process.Start(new ProcessStartInfo(self, arguments) { RedirectStandardOutput = true })!;
        string[][] theirs = [.. process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))];
        (string Label, float[] Scores)[] ours = [.. Rows(predictions)];
        if (theirs.Length != ours.Length)
            throw new InvalidOperationException($"The second process gave {theirs.Length} predictions instead of {ours.Length}.");

        int same = ours.Where((row, i) => row.Label == theirs[i][0]).Count();
        double largest = ours.SelectMany((row, i) => row.Scores.Select((s, k) => Math.Abs(s - double.Parse(theirs[i][k + 1], CultureInfo.InvariantCulture)))).Max();
        Console.WriteLine($"A second process loaded it: {same} of {ours.Length} labels are the same, scores differ by {largest:0.0e+0} at most.");
        if (same < ours.Length || largest > 1e-5)
            throw new InvalidOperationException("The loaded model predicts otherwise than the one that was saved.");
    }

    private static IEnumerable<(string Label, float[] Scores)> Rows(IDataView predictions) =>
        predictions.GetColumn<string>("PredictedLabel").Zip(predictions.GetColumn<float[]>("Score"));
}

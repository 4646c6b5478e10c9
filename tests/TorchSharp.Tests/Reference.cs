using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>The numbers that reference.py wrote, and the digest it makes of a tensor.</summary>
internal static class Reference
{
    private static readonly Dictionary<string, string[]> Lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "reference.txt"))
        .Select(line => line.Split(' ')).ToDictionary(words => $"{words[0]} {words[1]}", words => words[2..]);

    public static string[] Words(string kind, string name) => Lines[$"{kind} {name}"];

    public static double[] Numbers(string kind, string name) =>
        Array.ConvertAll(Words(kind, name), word => double.Parse(word, CultureInfo.InvariantCulture));

    public static IEnumerable<object[]> Names(string kind) =>
        Lines.Keys.Where(key => key.StartsWith(kind + " ")).Select(key => new object[] { key[(kind.Length + 1)..] });

    public static double Digest(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().to(float64).flatten();
        return (flat * arange(1, flat.numel() + 1, float64).cos()).sum().item<double>();
    }

    public static void Near(double expected, double actual, string what) =>
        Assert.AreEqual(expected, actual, 1e-5 * Math.Max(1, Math.Abs(expected)), what);
}

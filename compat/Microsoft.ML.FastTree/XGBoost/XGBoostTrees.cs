using System.Globalization;
using System.Text.Json;
using static Microsoft.ML.Trainers.FastTree.XGBoostNative;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The trees that XGBoost grows on a matrix.</summary>
internal sealed unsafe class XGBoostTrees : IDisposable
{
    private readonly XGBoostMatrix _matrix;
    private nint _booster;
    private int _iterations;

    public XGBoostTrees(XGBoostMatrix matrix, IEnumerable<(string Name, object Value)> parameters)
    {
        _matrix = matrix;
        Check(XGBoosterCreate([matrix.Handle], 1, out _booster));
        Set("verbosity", 0);
        foreach ((string name, object value) in parameters)
            Set(name, value);
    }

    /// <summary>Grows the next tree on gradients; gives it alone.</summary>
    public RegressionTree Grow(float[] gradients, float[] hessians)
    {
        Check(XGBoosterBoostOneIter(_booster, _matrix.Handle, gradients, hessians, (ulong)gradients.Length));
        Check(XGBoosterSlice(_booster, _iterations, ++_iterations, 1, out nint last));
        try
        {
            return Read(last)[0].Tree;
        }
        finally
        {
            Check(XGBoosterFree(last));
        }
    }

    /// <summary>Grows the trees of an iteration by an objective of XGBoost's own.</summary>
    public void Update() => Check(XGBoosterUpdateOneIter(_booster, _iterations++, _matrix.Handle));

    /// <summary>All trees, each with the output that it is for.</summary>
    public List<(int Output, RegressionTree Tree)> ReadAll() => Read(_booster);

    public void Dispose()
    {
        if (_booster != 0)
            XGBoosterFree(_booster);
        _booster = 0;
    }

    private static List<(int Output, RegressionTree Tree)> Read(nint booster)
    {
        Check(XGBoosterSaveModelToBuffer(booster, """{"format": "json"}""", out ulong length, out byte* bytes));
        var reader = new Utf8JsonReader(new ReadOnlySpan<byte>(bytes, checked((int)length)));
        using JsonDocument model = JsonDocument.ParseValue(ref reader);
        JsonElement trees = model.RootElement.GetProperty("learner").GetProperty("gradient_booster").GetProperty("model");
        return [.. trees.GetProperty("trees").EnumerateArray()
            .Zip(trees.GetProperty("tree_info").EnumerateArray(), (t, o) => (o.GetInt32(), XGBoostTreeReader.Read(t)))];
    }

    private void Set(string name, object value)
        => Check(XGBoosterSetParam(_booster, name, Convert.ToString(value, CultureInfo.InvariantCulture)!));
}

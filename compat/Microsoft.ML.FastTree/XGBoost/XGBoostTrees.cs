using System.Globalization;
using System.Text.Json;
using static Microsoft.ML.Trainers.FastTree.XGBoostNative;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Rows that XGBoost has sorted into bins, and the trees that it grows on them.</summary>
internal sealed unsafe class XGBoostTrees : IDisposable
{
    private nint _matrix;
    private nint _booster;
    private int _iterations;

    public XGBoostTrees(TrainingRows rows, IEnumerable<(string Name, object Value)> parameters)
    {
        try
        {
            Load(rows);
            Check(XGBoosterCreate([_matrix], 1, out _booster));
        }
        catch (DllNotFoundException e)
        {
            throw new InvalidOperationException(
                "The tree trainers need XGBoost's library libxgboost.so.0; on Debian: apt-get install libxgboost0.", e);
        }

        Set("verbosity", 0);
        foreach ((string name, object value) in parameters)
            Set(name, value);
    }

    /// <summary>Grows the next tree on gradients; gives it alone.</summary>
    public RegressionTree Grow(float[] gradients, float[] hessians)
    {
        Check(XGBoosterBoostOneIter(_booster, _matrix, gradients, hessians, (ulong)gradients.Length));
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
    public void Update() => Check(XGBoosterUpdateOneIter(_booster, _iterations++, _matrix));

    /// <summary>All trees, each with the output that it is for.</summary>
    public List<(int Output, RegressionTree Tree)> ReadAll() => Read(_booster);

    public void Dispose()
    {
        if (_booster != 0)
            XGBoosterFree(_booster);
        if (_matrix != 0)
            XGDMatrixFree(_matrix);
        (_booster, _matrix) = (0, 0);
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

    private void Load(TrainingRows rows)
    {
        float[] dense = rows.ToDense();
        fixed (float* data = dense)
            Check(XGDMatrixCreateFromMat(data, (ulong)rows.Count, (ulong)rows.FeatureCount, float.NaN, out _matrix));
        Check(XGDMatrixSetFloatInfo(_matrix, "label", rows.Labels, (ulong)rows.Count));
        if (rows.Groups.Count == 0)
            Check(XGDMatrixSetFloatInfo(_matrix, "weight", rows.Weights, (ulong)rows.Count));
        else
            SetGroups(rows.Groups);
    }

    /// <summary>Rows of one group stand together, as ranking data have to.</summary>
    private void SetGroups(IReadOnlyList<ulong> groups)
    {
        var sizes = new List<uint>();
        for (int i = 0; i < groups.Count; i++)
        {
            if (i == 0 || groups[i] != groups[i - 1])
                sizes.Add(0);
            sizes[^1]++;
        }

        Check(XGDMatrixSetUIntInfo(_matrix, "group", [.. sizes], (ulong)sizes.Count));
    }

    private void Set(string name, object value)
        => Check(XGBoosterSetParam(_booster, name, Convert.ToString(value, CultureInfo.InvariantCulture)!));
}

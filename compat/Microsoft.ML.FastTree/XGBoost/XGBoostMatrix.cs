using static Microsoft.ML.Trainers.FastTree.XGBoostNative;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Rows as XGBoost holds them; it sorts them into bins when the first tree is grown, and keeps those.</summary>
internal sealed unsafe class XGBoostMatrix : IDisposable
{
    // Below so many values threads cost more than they bring.
    private const int ValuesPerThread = 200_000;

    private nint _handle;

    public XGBoostMatrix(TrainingRows rows)
    {
        Rows = rows;
        Features = rows.ToDense();
        try
        {
            fixed (float* data = Features)
                Check(XGDMatrixCreateFromMat(data, (ulong)rows.Count, (ulong)rows.FeatureCount, float.NaN, out _handle));
        }
        catch (DllNotFoundException e)
        {
            throw new InvalidOperationException(
                "The tree trainers need XGBoost's library libxgboost.so.0; on Debian: apt-get install libxgboost0.", e);
        }

        Check(XGDMatrixSetFloatInfo(_handle, "label", rows.Labels, (ulong)rows.Count));
        if (rows.Groups.Count == 0)
            Check(XGDMatrixSetFloatInfo(_handle, "weight", rows.Weights, (ulong)rows.Count));
        else
            SetGroups(rows.Groups);
    }

    public TrainingRows Rows { get; }

    /// <summary>The features of all rows, one row after the other.</summary>
    public float[] Features { get; }

    public nint Handle => _handle;

    /// <summary>The threads to use where <paramref name="asked"/> leaves it open.</summary>
    public int Threads(int? asked)
        => asked ?? Math.Clamp(Features.Length / ValuesPerThread, 1, Environment.ProcessorCount);

    public void Dispose()
    {
        if (_handle != 0)
            XGDMatrixFree(_handle);
        _handle = 0;
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

        Check(XGDMatrixSetUIntInfo(_handle, "group", [.. sizes], (ulong)sizes.Count));
    }
}

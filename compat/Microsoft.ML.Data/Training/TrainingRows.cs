using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>
/// The rows of a training set in memory. Rows without a label or a weight are left out, and those with features
/// missing where the trainer cannot use them.
/// </summary>
internal sealed class TrainingRows
{
    private readonly List<VBuffer<float>> _features = [];
    private readonly List<float> _labels = [];
    private readonly List<float> _weights = [];
    private readonly List<ulong> _groups = [];

    private TrainingRows(int featureCount) => FeatureCount = featureCount;

    public int FeatureCount { get; }

    public int Count => _features.Count;

    /// <summary>How many rows were left out.</summary>
    public int Skipped { get; private set; }

    public VBuffer<float> Features(int row) => _features[row];

    public float Label(int row) => _labels[row];

    public float Weight(int row) => _weights[row];

    public float[] Labels => [.. _labels];

    public float[] Weights => [.. _weights];

    /// <summary>The group of each row; empty where there is no group column.</summary>
    public IReadOnlyList<ulong> Groups => _groups;

    public static TrainingRows Read(TrainingView view, bool keepMissingFeatures = false)
    {
        var rows = new TrainingRows(view.FeatureCount);
        DataViewSchema.Column?[] columns = [view.Feature, view.Label, view.Weight, view.Group];
        using DataViewRowCursor cursor = view.Data.GetRowCursor(columns.Where(c => c.HasValue).Select(c => c!.Value));
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(view.Feature);
        ValueGetter<float> label = view.Label is { } l ? RowCursorUtils.GetLabelGetter(cursor, l.Index) : Constant(0);
        ValueGetter<float> weight = view.Weight is { } w ? cursor.GetGetter<float>(w) : Constant(1);
        ValueGetter<ulong>? group = view.Group is { } g
            ? RowCursorUtils.GetGetterAs<ulong>(NumberDataViewType.UInt64, cursor, g.Index)
            : null;
        while (cursor.MoveNext())
            rows.Add(features, label, weight, group, keepMissingFeatures);
        return rows;
    }

    /// <summary>The features of all rows, one row after the other.</summary>
    public float[] ToDense()
    {
        var dense = new float[checked((long)Count * FeatureCount)];
        for (int i = 0; i < Count; i++)
            _features[i].CopyTo(dense.AsSpan(i * FeatureCount, FeatureCount));
        return dense;
    }

    private static ValueGetter<float> Constant(float constant) => (ref float value) => value = constant;

    private void Add(
        ValueGetter<VBuffer<float>> features,
        ValueGetter<float> label,
        ValueGetter<float> weight,
        ValueGetter<ulong>? group,
        bool keepMissingFeatures)
    {
        // A new vector for each row: it is kept.
        VBuffer<float> values = default;
        float labelValue = 0, weightValue = 0;
        features(ref values);
        label(ref labelValue);
        weight(ref weightValue);
        if (float.IsNaN(labelValue) || float.IsNaN(weightValue) || (!keepMissingFeatures && HasMissing(values)))
        {
            Skipped++;
            return;
        }

        _features.Add(values);
        _labels.Add(labelValue);
        _weights.Add(weightValue);
        if (group == null)
            return;
        ulong groupValue = 0;
        group(ref groupValue);
        _groups.Add(groupValue);
    }

    private static bool HasMissing(in VBuffer<float> features)
    {
        foreach (float value in features.GetValues())
        {
            if (float.IsNaN(value))
                return true;
        }

        return false;
    }
}

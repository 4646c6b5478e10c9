namespace Microsoft.ML.Data;

/// <summary>Judges clusters by their distances, and by labels and features where there are any.</summary>
internal sealed class ClusteringEvaluator
{
    private readonly List<(int Cluster, float[] Features)> _points = [];
    private readonly Dictionary<(int Label, int Cluster), double> _joint = [];
    private double _distance;
    private double _rows;

    public static ClusteringMetrics Evaluate(IDataView data, string? labelName, string scoreName, string? featureName)
    {
        DataViewSchema.Column? features =
            featureName == null ? null : EvaluationColumns.FindRole(data, "Features", featureName);
        DataViewSchema.Column? label = labelName == null ? null : EvaluationColumns.FindRole(data, "Label", labelName);
        DataViewSchema.Column score = EvaluationColumns.Find(data, "Score", scoreName);
        if (score.Type is not VectorDataViewType { IsKnownSize: true } type || !type.ItemType.Equals(NumberDataViewType.Single))
            throw EvaluationColumns.Mismatch("score", score, "known-size vector of Single");
        var evaluator = new ClusteringEvaluator();
        evaluator.Read(data, score, label, features);
        return evaluator.Finish(label != null);
    }

    private void Read(
        IDataView data, DataViewSchema.Column score, DataViewSchema.Column? label, DataViewSchema.Column? features)
    {
        IEnumerable<DataViewSchema.Column> active =
            new[] { score, label, features }.Where(c => c.HasValue).Select(c => c!.Value);
        using DataViewRowCursor cursor = data.GetRowCursor(active);
        ValueGetter<VBuffer<float>> scoreGetter = cursor.GetGetter<VBuffer<float>>(score);
        ValueGetter<float>? labelGetter = label is { } l ? RowCursorUtils.GetLabelGetter(cursor, l.Index) : null;
        ValueGetter<VBuffer<float>>? featureGetter =
            features is { } f ? cursor.GetGetter<VBuffer<float>>(f) : null;
        VBuffer<float> scores = default, point = default;
        while (cursor.MoveNext())
        {
            scoreGetter(ref scores);
            float labelValue = 0;
            labelGetter?.Invoke(ref labelValue);
            featureGetter?.Invoke(ref point);
            Add([.. scores.DenseValues()], labelValue, featureGetter == null ? null : [.. point.DenseValues()]);
        }
    }

    private void Add(float[] scores, float label, float[]? features)
    {
        if (Array.Exists(scores, float.IsNaN))
            return;
        int cluster = Array.IndexOf(scores, scores.Min());
        // A missing label counts as the first one, as in the original.
        (int, int) pair = (float.IsNaN(label) ? 0 : (int)label, cluster);
        _joint[pair] = _joint.GetValueOrDefault(pair) + 1;
        _distance += scores[cluster];
        _rows++;
        if (features != null)
            _points.Add((cluster, features));
    }

    private ClusteringMetrics Finish(bool hasLabel)
        => new(hasLabel ? NormalizedMutualInformation() : double.NaN, _distance / _rows, DaviesBouldinIndex());

    private double NormalizedMutualInformation()
    {
        double ofLabels = Entropy(_joint.GroupBy(p => p.Key.Label).Select(g => g.Sum(p => p.Value)));
        double ofClusters = Entropy(_joint.GroupBy(p => p.Key.Cluster).Select(g => g.Sum(p => p.Value)));
        return (ofLabels + ofClusters - Entropy(_joint.Values)) / ofLabels;
    }

    private double Entropy(IEnumerable<double> counts) => -counts.Sum(c => c / _rows * Math.Log(c / _rows));

    /// <summary>The mean over clusters of the worst ratio of spread to distance between two centres.</summary>
    private double DaviesBouldinIndex()
    {
        (float[] Centre, double Spread)[] clusters =
            [.. _points.GroupBy(p => p.Cluster, p => p.Features).Select(g => Describe([.. g]))];
        if (clusters.Length < 2)
            return 0;
        double sum = 0;
        for (int i = 0; i < clusters.Length; i++)
        {
            sum += Enumerable.Range(0, clusters.Length).Where(j => j != i).Max(
                j => (clusters[i].Spread + clusters[j].Spread) / Distance(clusters[i].Centre, clusters[j].Centre));
        }

        return sum / clusters.Length;
    }

    private static (float[] Centre, double Spread) Describe(float[][] points)
    {
        var centre = new float[points[0].Length];
        foreach (float[] point in points)
        {
            for (int i = 0; i < centre.Length; i++)
                centre[i] += point[i];
        }

        for (int i = 0; i < centre.Length; i++)
            centre[i] *= 1f / points.Length;
        return (centre, points.Average(p => Distance(p, centre)));
    }

    private static double Distance(float[] a, float[] b)
    {
        float sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt(sum);
    }
}

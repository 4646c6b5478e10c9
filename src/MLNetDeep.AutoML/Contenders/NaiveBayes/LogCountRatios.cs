namespace MLNetDeep.AutoML;

/// <summary>
/// How much more frequent a feature is in rows whose label is true: r = log((p / |p|) / (q / |q|)), where p is Smoothing + the rows of label true that have the feature, q the same of label false,
/// and |p| the sum of p over all features. Wang and Manning (2012), equation 3 with binary features.
/// </summary>
internal static class LogCountRatios
{
    /// <summary>The ratio of each feature.</summary>
    public static float[] Of(LabeledFeatures data, double smoothing)
    {
        double[] p = new double[data.Width], q = new double[data.Width];
        Array.Fill(p, smoothing);
        Array.Fill(q, smoothing);
        foreach ((int[] present, bool label) in data.Rows)
        {
            double[] counts = label ? p : q;
            foreach (int feature in present)
                counts[feature]++;
        }
        double shift = Math.Log(q.Sum()) - Math.Log(p.Sum());
        return [.. p.Zip(q, (inTrue, inFalse) => (float)(Math.Log(inTrue) - Math.Log(inFalse) + shift))];
    }
}

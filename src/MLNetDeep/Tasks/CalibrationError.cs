namespace MLNetDeep.Tasks;

/// <summary>
/// How far confidence is from the share of predictions that are right: 15 bins of equal width over the confidence in what is
/// predicted, their differences weighted by their rows (expected) or the largest of them.
/// </summary>
internal sealed class CalibrationError
{
    private const int Bins = 15;
    private readonly double[] _confidence = new double[Bins], _hits = new double[Bins];
    private readonly long[] _rows = new long[Bins];

    public double Expected
    {
        get
        {
            var total = _rows.Sum();
            return total == 0 ? double.NaN : Enumerable.Range(0, Bins).Sum(Gap) / total;
        }
    }

    public double Largest => Enumerable.Range(0, Bins).Where(b => _rows[b] > 0).Select(b => Gap(b) / _rows[b]).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Adds a prediction: how sure it was, and whether it is right. What is not a number is left out.</summary>
    public void Add(double confidence, bool isHit)
    {
        if (double.IsNaN(confidence)) return;
        var bin = Math.Clamp((int)(confidence * Bins), 0, Bins - 1);
        _confidence[bin] += confidence;
        _hits[bin] += isHit ? 1 : 0;
        _rows[bin]++;
    }

    /// <summary>Adds the probability of true, and whether it was.</summary>
    public void AddFlag(double probability, bool isTrue) => Add(Math.Max(probability, 1 - probability), probability > 0.5 == isTrue);

    /// <summary>Adds predictions; hits are 1.</summary>
    public void Add(float[] confidences, float[] hits)
    {
        for (var i = 0; i < confidences.Length; i++) Add(confidences[i], hits[i] > 0.5f);
    }

    /// <summary>Adds probabilities of true; what was true is 1.</summary>
    public void AddFlags(float[] probabilities, float[] truths)
    {
        for (var i = 0; i < probabilities.Length; i++) AddFlag(probabilities[i], truths[i] > 0.5f);
    }

    private double Gap(int bin) => Math.Abs(_confidence[bin] - _hits[bin]);
}

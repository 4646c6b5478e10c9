namespace MLNetDeep.AutoML;

/// <summary>How far probabilities match frequencies.</summary>
/// <param name="Bins">Ten bins of equal width over the probability; those without rows are left out.</param>
/// <param name="ExpectedError">The expected calibration error: the mean distance of probability and frequency, by rows.</param>
public sealed record ReportCalibration(IReadOnlyList<ReportCalibrationBin> Bins, double ExpectedError)
{
    private const int BinCount = 10;

    /// <summary>Puts rows into bins.</summary>
    /// <param name="probabilities">What the model says: the probability of the positive class, or of the predicted one.</param>
    /// <param name="isTrue">Whether it came true.</param>
    /// <exception cref="ArgumentException">The two differ in length, there are no rows, or a probability is not 0 to 1.</exception>
    public static ReportCalibration From(IReadOnlyList<double> probabilities, IReadOnlyList<bool> isTrue)
    {
        Reports.Rows.Check("probabilities", probabilities.Count, "outcomes", isTrue.Count);
        Reports.Rows.CheckNumbers("probability", probabilities, 0, 1);
        ReportCalibrationBin[] bins = [.. Enumerable.Range(0, probabilities.Count)
            .GroupBy(i => Math.Min(BinCount - 1, (int)(probabilities[i] * BinCount)))
            .OrderBy(g => g.Key)
            .Select(g => Bin(g.Average(i => probabilities[i]), g.Count(i => isTrue[i]), g.Count()))];
        return new ReportCalibration(bins, bins.Sum(b => Math.Abs(b.Probability - b.Frequency) * b.Rows) / probabilities.Count);
    }

    /// <summary>With Wilson's 95 % interval.</summary>
    private static ReportCalibrationBin Bin(double probability, int hits, int rows)
    {
        const double z = 1.959964;
        double frequency = (double)hits / rows, scale = 1 + (z * z / rows);
        double center = (frequency + (z * z / 2 / rows)) / scale;
        double half = z / scale * Math.Sqrt((frequency * (1 - frequency) / rows) + (z * z / 4 / rows / rows));
        return new ReportCalibrationBin(probability, frequency, rows, Math.Max(0, center - half), Math.Min(1, center + half));
    }
}

/// <summary>Rows whose probabilities are alike.</summary>
/// <param name="Probability">The mean of what the model says.</param>
/// <param name="Frequency">How often it came true.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Low">The low end of the frequency's 95 % interval.</param>
/// <param name="High">The high end of the frequency's 95 % interval.</param>
public sealed record ReportCalibrationBin(double Probability, double Frequency, int Rows, double Low, double High);

namespace MLNetDeep.Runtime;

/// <summary>The path from rows to noise, x = α row + σ noise at the times from 0 (the row) to 1 (noise), and what a prediction says of both.</summary>
/// <param name="prediction">What the network predicts.</param>
internal sealed class NoisePath(string prediction)
{
    // Where the network predicts noise, it says nothing of the row under pure noise.
    private const double LatestForNoise = 0.98;

    private bool IsStraight => prediction == "Flow";

    /// <summary>Where sampling starts.</summary>
    public double Start => prediction == "Noise" ? LatestForNoise : 1;

    /// <summary>Whether predicted rows are kept in the range of the training rows: what noise is predicted may be far out of it.</summary>
    public bool Clips => !IsStraight;

    /// <summary>α.</summary>
    public double Share(double time) => IsStraight ? 1 - time : Math.Cos(time * Math.PI / 2);

    /// <summary>σ.</summary>
    public double Deviation(double time) => IsStraight ? time : Math.Sin(time * Math.PI / 2);

    /// <summary>How fast α grows with time.</summary>
    public double ShareSlope(double time) => IsStraight ? -1 : -Math.Sin(time * Math.PI / 2) * Math.PI / 2;

    /// <summary>How fast σ grows with time.</summary>
    public double DeviationSlope(double time) => IsStraight ? 1 : Math.Cos(time * Math.PI / 2) * Math.PI / 2;

    /// <summary>The row and the noise that a number is made of, by what was predicted.</summary>
    public (double Row, double Noise) Split(double x, double predicted, double time)
    {
        var (share, deviation) = (Share(time), Deviation(time));
        return prediction switch
        {
            "Flow" => (x - (deviation * predicted), x + (share * predicted)),
            "Noise" => ((x - (deviation * predicted)) / share, predicted),
            _ => ((share * x) - (deviation * predicted), (deviation * x) + (share * predicted)),
        };
    }
}

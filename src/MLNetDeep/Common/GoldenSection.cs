namespace MLNetDeep.Common;

/// <summary>Finds where a function of one valley is smallest.</summary>
internal static class GoldenSection
{
    /// <summary>The place.</summary>
    /// <param name="low">Where to look from.</param>
    /// <param name="high">Where to look to.</param>
    /// <param name="steps">How often the stretch is made smaller.</param>
    /// <param name="cost">The function.</param>
    public static double Smallest(double low, double high, int steps, Func<double, double> cost)
    {
        var share = (Math.Sqrt(5) - 1) / 2;
        var (left, right) = (high - (share * (high - low)), low + (share * (high - low)));
        var (atLeft, atRight) = (cost(left), cost(right));
        for (var step = 0; step < steps; step++)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (share * (high - low));
                atLeft = cost(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (share * (high - low));
                atRight = cost(right);
            }
        }
        return (low + high) / 2;
    }
}

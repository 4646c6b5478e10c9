namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// Numbers for the expressions of ML.NET, which reads a decimal point as the current culture does: a model must load alike on every machine. So a number
/// is written without one, as a whole number times or by powers of 2, which is exact.
/// </summary>
internal static class ExpressionNumber
{
    private const int MantissaBits = 52, ExponentBias = 1075, MostBits = 52;

    /// <summary>An expression in 64 bits that is exactly this finite number.</summary>
    public static string Of(double value)
    {
        var (mantissa, exponent) = Split(Math.Abs(value));
        var text = FormattableString.Invariant($"{mantissa}d");
        for (var left = Math.Abs(exponent); left > 0; left -= MostBits)
            text += FormattableString.Invariant($" {(exponent > 0 ? '*' : '/')} {1L << Math.Min(left, MostBits)}d");
        return value < 0 ? $"(0d - {text})" : $"({text})";
    }

    private static (long Mantissa, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (stored, mantissa) = ((int)(bits >> MantissaBits), bits & ((1L << MantissaBits) - 1));
        if (mantissa == 0 && stored == 0) return (0, 0);
        if (stored > 0) mantissa |= 1L << MantissaBits;
        var zeros = System.Numerics.BitOperations.TrailingZeroCount(mantissa);
        return (mantissa >> zeros, Math.Max(1, stored) - ExponentBias + zeros);
    }
}

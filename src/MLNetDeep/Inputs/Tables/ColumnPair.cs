namespace MLNetDeep.Inputs.Tables;

/// <summary>What a feature that is made of two numeric columns is: the first divided by the second, or the first minus the second.</summary>
/// <param name="Second">The second column; the first is the name of the feature's column.</param>
/// <param name="IsRatio">Whether it is the ratio rather than the difference.</param>
internal sealed record ColumnPair(string Second, bool IsRatio)
{
    /// <summary>The value, in 64 bits before it becomes a 32-bit real; what is not finite counts as missing.</summary>
    public float Of(double first, double second) => (float)(IsRatio ? first / second : first - second);

    /// <summary>The same as an expression of ML.NET, of two numbers in 64 bits.</summary>
    public string Expression => IsRatio ? "(x, y) => single(x / y)" : "(x, y) => single(x - y)";

    /// <summary>For messages.</summary>
    public string Text(string first) => $"'{first}' {(IsRatio ? '/' : '-')} '{Second}'";
}

using Microsoft.ML.Data;

namespace Quickstart;

/// <summary>One line of digits.csv: the digit and its 8 by 8 pixels.</summary>
public sealed class Digit
{
    [LoadColumn(0)]
    public string Label { get; set; } = "";

    [LoadColumn(1, 64), VectorType(64)]
    public float[] Pixels { get; set; } = [];
}

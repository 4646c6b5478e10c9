using Microsoft.ML.Data;

namespace Sweep;

/// <summary>One line of digits.csv: the digit and its 8 by 8 pixels.</summary>
internal sealed class Digit
{
    [LoadColumn(0)]
    public string Label { get; set; } = "";

    [LoadColumn(1, 64), VectorType(64)]
    public float[] Pixels { get; set; } = [];
}

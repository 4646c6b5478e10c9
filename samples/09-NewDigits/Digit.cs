using Microsoft.ML.Data;

namespace NewDigits;

/// <summary>A handwritten digit: 8 × 8 pixels from 0 to 16.</summary>
public sealed class Digit
{
    [LoadColumn(0)] public string Label { get; set; } = "";

    [LoadColumn(1, 64), VectorType(64)] public float[] Pixels { get; set; } = [];
}

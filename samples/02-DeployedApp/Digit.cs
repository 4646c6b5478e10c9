using Microsoft.ML.Data;

namespace DeployedApp;

/// <summary>What the model is asked.</summary>
public sealed class Digit
{
    [LoadColumn(0)]
    public string Label { get; set; } = "";

    [LoadColumn(1, 64), VectorType(64)]
    public float[] Pixels { get; set; } = [];
}

/// <summary>What it answers.</summary>
public sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}

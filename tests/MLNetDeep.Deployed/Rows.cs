namespace MLNetDeep.Deployed;

internal sealed class Row
{
    public float[] Features { get; set; } = [];

    public string Image { get; set; } = "";
}

internal sealed class Prediction
{
    public string Label { get; set; } = "";

    public float[] Score { get; set; } = [];
}

using Microsoft.ML.Data;

namespace MLNetDeep.Deployed;

internal sealed class Row
{
    public float[] Features { get; set; } = [];

    public string Image { get; set; } = "";

    public float Length { get; set; }

    [VectorType(2)]
    public double[] Sizes { get; set; } = [0, 0];

    public string Colour { get; set; } = "";

    [KeyType(5)]
    public uint Shade { get; set; }

    public bool IsBold { get; set; }

    public string Remark { get; set; } = "";

    public DateTime Day { get; set; }

    public byte[] Sound { get; set; } = [];

    public string[] Nodes { get; set; } = [];

    public float[] NodeFeatures { get; set; } = [];

    public int[] Sources { get; set; } = [];

    public int[] Targets { get; set; } = [];

    public string[] EdgeTags { get; set; } = [];

    public float[] Trace { get; set; } = [];
}

internal sealed class Prediction
{
    public string Label { get; set; } = "";

    public float[] Score { get; set; } = [];
}

using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Streaming;

/// <summary>A row of 50 columns beside the label, filled anew for each: nothing is kept.</summary>
internal sealed class Row
{
    public bool Label { get; set; }

    public float N0 { get; set; }
    public float N1 { get; set; }
    public float N2 { get; set; }
    public float N3 { get; set; }
    public float N4 { get; set; }
    public float N5 { get; set; }
    public float N6 { get; set; }
    public float N7 { get; set; }
    public float N8 { get; set; }
    public float N9 { get; set; }
    public double D0 { get; set; }
    public double D1 { get; set; }
    public int I0 { get; set; }
    public int I1 { get; set; }
    public bool Flag { get; set; }
    public DateTime Day { get; set; }
    public string Town { get; set; } = "";
    public string User { get; set; } = "";

    [KeyType(100)]
    public uint Kind { get; set; }

    [KeyType(1000)]
    public uint Group { get; set; }

    /// <summary>The columns 21 to 50.</summary>
    [VectorType(30)]
    public float[] Others { get; set; } = new float[30];
}

/// <summary>A text.</summary>
internal sealed class TextRow
{
    public string Text { get; set; } = "";

    public bool Label { get; set; }
}

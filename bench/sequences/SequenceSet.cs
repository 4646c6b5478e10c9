namespace MLNetDeep.Bench.Sequences;

/// <summary>A set of sequences with classes, in its two parts.</summary>
/// <param name="Channels">Numbers of a step.</param>
/// <param name="Train">Rows to train on.</param>
/// <param name="Test">Rows to be measured on.</param>
internal sealed record SequenceSet(int Channels, IReadOnlyList<SequenceRow> Train, IReadOnlyList<SequenceRow> Test);

/// <summary>A sequence and its class.</summary>
internal sealed class SequenceRow
{
    public string Label { get; set; } = "";

    public float[] Sequence { get; set; } = [];
}

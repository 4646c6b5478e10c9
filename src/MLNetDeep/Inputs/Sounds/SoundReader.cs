using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>Reads sounds as log-mel frames, on all cores, a block at a time.</summary>
internal sealed class SoundReader : DecodingReader<float>
{
    private readonly SoundSpec _spec;
    private readonly LogMel _mel;

    /// <summary>Opens a column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spec">The column.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="faults">Where sounds that cannot be used are noted; null where the first of them is thrown.</param>
    public SoundReader(DataViewRow row, SoundSpec spec, int capacity, RowFaults? faults)
        : base(SoundGetter.Open(row, ColumnChecks.Find(row.Schema, "feature", spec.Column), spec.Source), spec.RowWidth, capacity, ScalarType.Float32, faults) =>
        (_spec, _mel) = (spec, LogMel.Of(spec.Mel));

    protected override float[] ToFloats(int count) => Buffer;

    protected override void Decode(object? taken, Span<float> numbers)
    {
        if (_spec.MayBeMissing && SoundGetter.IsMissing(taken)) numbers.Fill(LogMel.Floor);
        else _mel.Fill(SoundGetter.Decode(taken, _mel.Settings.SampleRate), numbers);
    }

    protected override Exception Describe(long row, ContentException fault) => SoundErrors.BadSounds(_spec.Column, [(row, fault)], 1);
}

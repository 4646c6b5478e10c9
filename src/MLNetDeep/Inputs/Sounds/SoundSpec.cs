using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>How a column of sounds becomes log-mel frames.</summary>
/// <param name="Column">The column.</param>
/// <param name="Source">What it holds.</param>
/// <param name="Mel">The frames.</param>
/// <param name="Frames">How many the network takes.</param>
/// <param name="MayBeMissing">Whether rows may be without a sound; each counts as silence.</param>
internal sealed record SoundSpec(string Column, SoundSource Source, LogMelSettings Mel, int Frames, bool MayBeMissing = false) : InputSpec(new SoundShape(Frames, Mel.Bands))
{
    public override InputKind Kind => InputKinds.OfShape(typeof(SoundShape));

    public override IReadOnlyList<string> Columns { get; } = [Column];

    public override int RowWidth => Shape.Size;

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new SoundReader(row, this, capacity, faults);

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => SoundErrors.BadSounds(Column, first, count);

    public override void Check(DataViewSchema schema)
    {
        var type = ColumnChecks.Find(schema, "feature", Column).Type;
        if (SoundSources.Of(ColumnForm.Of(type)) != Source) throw ColumnErrors.Mismatch("feature", Column, SoundSources.Forms[(int)Source], ColumnErrors.Describe(type));
    }

    public override NetworkInput Stage(FeatureLearner? learnt) => new SoundStage((SoundShape)Shape);

    public override InputSaving Saving(MLContext ml) => new SoundSaving(ml, this);

    public override void Write(JsonObject saved) => SavedJson.Add(saved, new Written(Column, $"{Source}", Mel, Frames, MayBeMissing));

    public override string? Differs(TrainerOptions options)
    {
        if (options is not SoundTrainerOptions sound) return null;
        var rate = sound.SampleRate > 0 ? sound.SampleRate : Mel.SampleRate;
        var wanted = LogMelOptionChecks.Settings(sound, rate);
        var frames = sound.Seconds > 0 ? wanted.FramesOf((long)Math.Ceiling(sound.Seconds * rate)) : Frames;
        return wanted == Mel && frames == Frames ? null : Describe(wanted, frames);
    }

    private static string Describe(LogMelSettings mel, int frames) => FormattableString.Invariant(
        $"{frames} frames of {mel.Bands} mel bands from {mel.LowestFrequency} to {mel.HighestFrequency} Hz, {1000.0 * mel.WindowLength / mel.SampleRate:0.##} ms long, one each {1000.0 * mel.HopLength / mel.SampleRate:0.##} ms, at {mel.SampleRate} Hz");

    internal override IRowChange? Changes(FeatureLearner? learnt, TrainerOptions options) =>
        options is SoundTrainerOptions { Augment: true } sound ? new SoundBatches(sound, LogMel.Of(Mel), (SoundShape)Shape) : null;

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written(string FeatureColumn, string? FeatureSource, LogMelSettings? LogMel, int Frames, bool MayBeMissing = false);
}

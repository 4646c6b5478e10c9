using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Combined;

/// <summary>Reads several inputs side by side.</summary>
/// <param name="parts">A reader for each.</param>
internal sealed class CombinedReader(IReadOnlyList<FeatureReader> parts) : FeatureReader
{
    public override void Read(int slot, long rowIndex)
    {
        foreach (var part in parts) part.Read(slot, rowIndex);
    }

    public override void Complete(int count)
    {
        foreach (var part in parts) part.Complete(count);
    }

    public override Features ToFeatures(int count) => new([.. parts.SelectMany(part => part.ToFeatures(count).Parts)]);

    public override IReadOnlyList<OrtValue> ToOnnx(int count) => [.. parts.SelectMany(part => part.ToOnnx(count))];

    // All are asked, as each takes its row for the next time.
    public override bool SameAsBefore() => parts.Count(part => part.SameAsBefore()) == parts.Count;
}

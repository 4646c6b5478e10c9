using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>The steps of a saved model from a column of sounds to the log-mel frames that the network takes.</summary>
internal sealed class SoundSaving(MLContext ml, SoundSpec spec) : InputSaving
{
    public override IEnumerable<string> Helpers => SoundSteps.Helpers;

    public override IDataView SampleRow() => SoundSteps.SampleRow(ml, spec.Column, spec.Source);

    public override void AddSteps(StepList steps)
    {
        SoundSteps.Add(ml, steps, spec.Column, spec.Source, spec.Mel, spec.Frames, spec.MayBeMissing ? SoundRow.MayBeMissing : 0);
        SettingsGraph.AddLength(ml, steps, SavedColumns.Features, SavedColumns.Features, spec.RowWidth);
    }
}

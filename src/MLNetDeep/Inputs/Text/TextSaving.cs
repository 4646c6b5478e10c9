using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Text;

/// <summary>The steps of a saved model from a column of texts to numbers of tokens.</summary>
internal sealed class TextSaving(MLContext ml, TextSpec spec) : InputSaving
{
    public override IEnumerable<string> Helpers { get; } = [.. TokenizerSteps.Helpers, SavedColumns.Features];

    public override IDataView SampleRow() => TokenizerSteps.SampleRow(ml, spec.Column);

    public override void AddSteps(StepList steps)
    {
        TokenizerSteps.Add(ml, steps, spec.Column, spec.Settings);
        steps.Add(ml.Transforms.CustomMapping<TextRow, TextTokens>(TextMapping.Map, TextMapping.Contract));
    }
}

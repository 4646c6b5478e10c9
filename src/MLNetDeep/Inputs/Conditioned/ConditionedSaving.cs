using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Conditioned;

/// <summary>The steps of a saved model from images or numbers, and from keys, to what the network takes.</summary>
/// <param name="ml">The context.</param>
/// <param name="values">The steps for the images or numbers.</param>
/// <param name="column">The column of conditions; null for none.</param>
/// <param name="conditions">How many there are.</param>
internal sealed class ConditionedSaving(MLContext ml, InputSaving values, string? column, int conditions) : InputSaving
{
    public override IEnumerable<string> Helpers => column is null ? values.Helpers : [.. values.Helpers, SavedColumns.Condition];

    public override IDataView SampleRow()
    {
        if (column is null) return values.SampleRow();
        var builder = new DataViewSchema.Builder();
        foreach (var own in values.SampleRow().Schema) builder.AddColumn(own.Name, own.Type, own.Annotations);
        builder.AddColumn(column, new KeyDataViewType(typeof(uint), conditions), new DataViewSchema.Annotations.Builder().ToAnnotations());
        return new EmptyView(builder.ToSchema());
    }

    public override void AddSteps(StepList steps)
    {
        values.AddSteps(steps);
        if (column is not null) steps.Add(ml.Transforms.Conversion.MapKeyToVector(SavedColumns.Condition, column));
    }
}

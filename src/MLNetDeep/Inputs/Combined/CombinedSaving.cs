using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Combined;

/// <summary>The steps of a saved model for several inputs: those of each one after the other, and what each makes under a name of its own.</summary>
/// <param name="ml">The context.</param>
/// <param name="parts">The inputs.</param>
internal sealed class CombinedSaving(MLContext ml, IReadOnlyList<InputSpec> parts) : InputSaving
{
    private readonly IReadOnlyList<InputSaving> _parts = [.. parts.Select(part => part.Saving(ml))];

    public override IEnumerable<string> Helpers => _parts.SelectMany(part => part.Helpers).Concat(_parts.Select((_, i) => PortOf(i))).Distinct();

    /// <summary>The column that an input's part of the network takes.</summary>
    public static string PortOf(int part) => FormattableString.Invariant($"{SavedColumns.Features}.{part}");

    public override IDataView SampleRow()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in _parts.SelectMany(part => part.SampleRow().Schema).DistinctBy(column => column.Name))
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return new EmptyView(builder.ToSchema());
    }

    public override void AddSteps(StepList steps)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            _parts[i].AddSteps(steps);
            steps.Add(ml.Transforms.CopyColumns(PortOf(i), SavedColumns.Features));
        }
    }
}

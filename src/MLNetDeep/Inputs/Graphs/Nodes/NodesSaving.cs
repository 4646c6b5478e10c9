using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>The steps of a saved model from ids to numbers of nodes, from 1; ids that no node has become 0.</summary>
internal sealed class NodesSaving(MLContext ml, NodesSpec spec) : InputSaving
{
    private const string Number = SavedColumns.Features + "Number";

    public override IEnumerable<string> Helpers { get; } = [Number, SavedColumns.Features];

    public override IDataView SampleRow() => AreTexts
        ? ml.Data.LoadFromEnumerable([new TextId()], Renamed<TextId>())
        : ml.Data.LoadFromEnumerable([new NumberId()], Renamed<NumberId>());

    public override void AddSteps(StepList steps)
    {
        var type = spec.Ready().TypeOf(spec.Table);
        if (AreTexts)
            steps.Add(ml.Transforms.Conversion.MapValue(Number, type.Ids.Texts.Select((id, i) => KeyValuePair.Create(id, 1L + type.First + i)), spec.Column));
        else
        {
            steps.Add(ml.Transforms.Conversion.ConvertType(Number, spec.Column, DataKind.Int64));
            steps.Add(ml.Transforms.Conversion.MapValue(Number, type.Ids.Numbers.Select((id, i) => KeyValuePair.Create(id, 1L + type.First + i)), Number));
        }
        steps.Add(ml.Transforms.Concatenate(SavedColumns.Features, Number));
    }

    private bool AreTexts => spec.Ready().TypeOf(spec.Table).Ids.AreTexts;

    private SchemaDefinition Renamed<T>()
    {
        var definition = SchemaDefinition.Create(typeof(T));
        definition[0].ColumnName = spec.Column;
        return definition;
    }

    private sealed class TextId
    {
        public string Id { get; set; } = "";
    }

    private sealed class NumberId
    {
        public int Id { get; set; }
    }
}

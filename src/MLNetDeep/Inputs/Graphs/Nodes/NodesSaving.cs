using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>The steps of a saved model from ids to numbers of nodes, from 1; ids that no node has become 0.</summary>
internal sealed class NodesSaving(MLContext ml, NodesSpec spec) : InputSaving
{
    private readonly string[] _numbers = [.. spec.Columns.Select((_, i) => $"{SavedColumns.Features}{i}")];

    public override IEnumerable<string> Helpers => [.. _numbers, SavedColumns.Features];

    public override IDataView SampleRow() => AreTexts ? Sample(new TextIds()) : Sample(new NumberIds());

    public override void AddSteps(StepList steps)
    {
        for (var i = 0; i < _numbers.Length; i++) AddNumber(steps, _numbers[i], spec.Columns[i]);
        steps.Add(ml.Transforms.Concatenate(SavedColumns.Features, _numbers));
    }

    private bool AreTexts => spec.Ready().TypeOf(spec.Table).Ids.AreTexts;

    private void AddNumber(StepList steps, string output, string column)
    {
        var type = spec.Ready().TypeOf(spec.Table);
        if (AreTexts)
        {
            steps.Add(ml.Transforms.Conversion.MapValue(output, type.Ids.Texts.Select((id, i) => KeyValuePair.Create(id, 1L + type.First + i)), column));
            return;
        }
        steps.Add(ml.Transforms.Conversion.ConvertType(output, column, DataKind.Int64));
        steps.Add(ml.Transforms.Conversion.MapValue(output, type.Ids.Numbers.Select((id, i) => KeyValuePair.Create(id, 1L + type.First + i)), output));
    }

    private IDataView Sample<T>(T row)
        where T : class
    {
        var definition = SchemaDefinition.Create(typeof(T));
        if (spec.OtherColumn is null) definition.RemoveAt(1);
        for (var i = 0; i < definition.Count; i++) definition[i].ColumnName = spec.Columns[i];
        return ml.Data.LoadFromEnumerable([row], definition);
    }

    private sealed class TextIds
    {
        public string Id { get; set; } = "";

        public string Other { get; set; } = "";
    }

    private sealed class NumberIds
    {
        public int Id { get; set; }

        public int Other { get; set; }
    }
}

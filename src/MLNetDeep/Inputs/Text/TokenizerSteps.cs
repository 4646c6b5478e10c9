using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Text;

/// <summary>
/// The steps of ML.NET that bring a text and the settings of its tokenizer to a mapping in MLNetDeep.Runtime. A mapping has no
/// settings of its own: a graph of constants gives them as a column, but only for the first row that a process scores with this tokenizer; for the
/// others an empty one, and the settings' key.
/// </summary>
internal static class TokenizerSteps
{
    /// <summary>The columns that the steps add.</summary>
    public static IReadOnlyList<string> Helpers { get; } =
        [SavedColumns.TextSource, SavedColumns.TextStart, SavedColumns.TextKey, SavedColumns.TextWanted, SavedColumns.TextSettings];

    /// <summary>A row with a text, for steps to be fitted on.</summary>
    public static IDataView SampleRow(MLContext ml, string column)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[0].ColumnName = column;
        return ml.Data.LoadFromEnumerable([new Row()], definition);
    }

    /// <summary>Adds the steps up to the columns that a mapping of a <see cref="TextRow"/> takes.</summary>
    public static void Add(MLContext ml, StepList steps, string column, TokenizerSettings tokenizer)
    {
        var settings = tokenizer.ToBytes();
        steps.Add(ml.Transforms.CopyColumns(SavedColumns.TextSource, column));
        steps.Add(ml.Transforms.CustomMapping<AnyRow, TextStart>(TextStartMapping.Map, TextStartMapping.Contract));
        SettingsGraph.Add(ml, steps, SavedColumns.TextKey, SavedColumns.TextStart, [LoadedTokenizers.KeyOf(settings)], "TokenizerKey");
        steps.Add(ml.Transforms.CustomMapping<TokenizerKey, TokenizerWanted>(TokenizerWantedMapping.Map, TokenizerWantedMapping.Contract));
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel([SavedColumns.TextSettings], [SavedColumns.TextWanted], new MemoryStream(WholeSettings(settings)))));
    }

    /// <summary>A graph that answers 1 with the settings, and 0 with nothing.</summary>
    private static byte[] WholeSettings(byte[] settings)
    {
        var graph = new OnnxGraph();
        string wanted = graph.Input(SavedColumns.TextWanted, OnnxElement.Int64, [1]);
        string end = graph.Node("Reshape", [graph.Node("Mul", [wanted, graph.Constant(OnnxTensor.Vector(settings.Length))]), graph.Constant(OnnxTensor.Vector(1))]);
        string all = graph.Constant(OnnxTensor.OfBytes(settings, 1, settings.Length));
        graph.AddNode("Slice", "", SavedColumns.TextSettings, [all, graph.Constant(OnnxTensor.Vector(0)), end, graph.Constant(OnnxTensor.Vector(1))], [SavedColumns.TextSettings]);
        graph.Output(SavedColumns.TextSettings, OnnxElement.UInt8, [-1]);
        return graph.ToModel("MLNetDeep", "TokenizerSettings");
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }
}

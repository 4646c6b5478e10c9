using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Tables;

namespace MLNetDeep.Tests.Tabular;

/// <summary>What tests of tables have in common.</summary>
internal static class TestTables
{
    public static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    /// <summary>What a table's training rows tell.</summary>
    public static TableEncoding Learn(IDataView view, TableTrainerOptions options, double validation = 0, params string[] columns)
    {
        var request = new FeatureRequest(columns, "Label", []);
        var spec = new TableSpec(new TableEncoding { Columns = TableColumns.Find(request, view.Schema) });
        var target = new TargetSpec("Label", TargetSource.Boolean, 1, 2, IsClass: false);
        return TableLearner.Learn(new RowOrigin(view, spec, target), new ValidationSplit(validation, 1, 2), options, 1, CancellationToken.None).Table;
    }

    /// <summary>The raw rows of a table of one column.</summary>
    public static float[] Raw(IDataView view, TableEncoding table) => [.. RawRows.Read(view, new TableSpec(table)).Select(row => row.Single())];

    /// <summary>What the body of a network gets of rows.</summary>
    public static float[][] Encode(IDataView view, TableEncoding table)
    {
        using var stage = new TableStage(table);
        return [.. RawRows.Read(view, new TableSpec(table)).Select(row =>
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            return Tensors.ToFloats(stage.Encode(Tensors.OfFloats(row, 1, row.Length)));
        })];
    }

    /// <summary>Whether a row is for validation, as <see cref="Learn"/> with a share has it.</summary>
    public static bool[] ForValidation(IReadOnlyList<bool> labels, double share)
    {
        var split = new ValidationSplit(share, 1, 2);
        return [.. labels.Select(label => split.Next(label ? 1 : 0))];
    }
}

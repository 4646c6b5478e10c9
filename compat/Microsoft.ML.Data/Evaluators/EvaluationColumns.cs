using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Finds the columns of an evaluation and checks their types.</summary>
internal static class EvaluationColumns
{
    private const string Schema = "schema";

    public static DataViewSchema.Column Find(IDataView data, string role, string name)
        => data.Schema.GetColumnOrNull(name)
            ?? throw Contracts.ExceptParam(Schema, $"{role} column '{name}' not found");

    /// <summary>A column of features, group or label as some evaluations look them up: role and name change places.</summary>
    public static DataViewSchema.Column FindRole(IDataView data, string role, string name)
        => data.Schema.GetColumnOrNull(name)
            ?? throw Contracts.ExceptParam(Schema, $"{name} column '{role}' not found");

    public static void CheckScalarScore(DataViewSchema.Column score)
    {
        if (!score.Type.Equals(NumberDataViewType.Single))
            throw Mismatch("score", score, "Single");
    }

    public static void CheckVectorScore(DataViewSchema.Column score)
    {
        if (score.Type is not VectorDataViewType { Size: >= 2 } type || !type.ItemType.Equals(NumberDataViewType.Single))
            throw Mismatch("score", score, "vector of two or more items of type Single");
    }

    public static Exception Mismatch(string role, DataViewSchema.Column column, string expected)
        => Contracts.ExceptSchemaMismatch(Schema, role, column.Name, expected, column.Type.ToString()!);
}

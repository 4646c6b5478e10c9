using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Applies an ONNX model; there is nothing to learn.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment env, OnnxOptions options, byte[]? modelBytes)
        : base(env.Register(nameof(OnnxScoringEstimator)), new OnnxTransformer(env, options, modelBytes))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var input in Transformer.Inputs)
            CheckInput(inputSchema, input);
        var columns = inputSchema.ToDictionary(column => column.Name);
        foreach (var output in Transformer.Outputs)
            columns[OnnxTransformer.ColumnOf(output)] = ShapeOf(output);
        return new SchemaShape(columns.Values);
    }

    private void CheckInput(SchemaShape schema, OnnxVariable input)
    {
        if (!schema.TryFindColumn(input.Name, out var column))
            throw Host.ExceptSchemaMismatch(nameof(schema), "input", input.Name);
        if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw Host.ExceptSchemaMismatch(nameof(schema), "input", input.Name, "vector", column.GetTypeString());
        var wanted = input.Type.GetItemType();
        if (!column.ItemType.Equals(wanted))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(schema), "input", input.Name, wanted.ToString()!, column.ItemType.ToString()!);
        }
    }

    private static SchemaShape.Column ShapeOf(OnnxVariable output)
    {
        SchemaShape.GetColumnTypeShape(output.Type, out var kind, out var item, out bool isKey);
        return new SchemaShape.Column(OnnxTransformer.ColumnOf(output), kind, item, isKey);
    }
}

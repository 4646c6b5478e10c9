using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Puts columns of one type side by side into a vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        _host.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        _host.CheckValue(inputColumnNames, nameof(inputColumnNames));
        _host.CheckParam(inputColumnNames.Length > 0, nameof(inputColumnNames), "Input columns not specified");
        _host.CheckParam(inputColumnNames.All(n => !string.IsNullOrEmpty(n)), nameof(inputColumnNames),
            "Contained some null or empty items");
        _name = outputColumnName;
        _sources = [.. inputColumnNames];
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new ColumnConcatenatingTransformer(_host, _name, _sources);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With([MakeColumn(inputSchema)]);
    }

    private SchemaShape.Column MakeColumn(SchemaShape shape)
    {
        SchemaShape.Column[] inputs = Array.ConvertAll(_sources, name => shape.Require(name, _host));
        foreach (SchemaShape.Column input in inputs)
            CheckInput(input, inputs[0].ItemType);
        VectorKind kind = Array.Exists(inputs, c => c.Kind == VectorKind.VariableVector)
            ? VectorKind.VariableVector : VectorKind.Vector;
        return new SchemaShape.Column(_name, kind, inputs[0].ItemType, false, Annotations(inputs));
    }

    private void CheckInput(SchemaShape.Column input, DataViewType expected)
    {
        if (input.IsKey)
            throw _host.Except($"Column '{input.Name}' is key. Concatenation of keys is unsupported.");
        if (!input.ItemType.Equals(expected))
        {
            throw _host.Except("Concatenated columns should have the same type. " +
                $"Column '{input.Name}' has type of {input.ItemType}, but expected column type is {expected}.");
        }
    }

    private static SchemaShape Annotations(SchemaShape.Column[] inputs)
    {
        var annotations = new List<SchemaShape.Column>();
        if (Array.TrueForAll(inputs, c => c.HasAnnotation(AnnotationUtils.Kinds.IsNormalized)))
            annotations.Add(ShapeEditing.IsNormalized);
        if (Array.Exists(inputs, c => c.HasAnnotation(AnnotationUtils.Kinds.CategoricalSlotRanges)))
            annotations.Add(ShapeEditing.CategoricalSlotRanges);
        if (Array.Exists(inputs, c => c.Kind == VectorKind.Scalar || c.HasAnnotation(AnnotationUtils.Kinds.SlotNames)))
            annotations.Add(ShapeEditing.SlotNames);
        return new SchemaShape(annotations);
    }
}

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Says of each value whether it is missing.</summary>
public sealed class MissingValueIndicatorEstimator : TrivialEstimator<MissingValueIndicatorTransformer>
{
    internal MissingValueIndicatorEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(MissingValueIndicatorEstimator)), new MissingValueIndicatorTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(pair =>
            MakeColumn(inputSchema.Require(pair.InputColumnName, Host), pair.OutputColumnName)));
    }

    private SchemaShape.Column MakeColumn(SchemaShape.Column input, string name)
    {
        // The original words a column of another type as a missing one.
        if (input.IsKey || !RealColumns.IsReal(input.ItemType))
            throw Host.ExceptSchemaMismatch("inputSchema", "input", input.Name);
        var annotations = new List<SchemaShape.Column>();
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        annotations.Add(ShapeEditing.IsNormalized);
        return new SchemaShape.Column(name, input.Kind, BooleanDataViewType.Instance, false, new SchemaShape(annotations));
    }
}

/// <summary>Says of each value whether it is missing.</summary>
public sealed class MissingValueIndicatorTransformer : OneToOneTransformerBase
{
    internal MissingValueIndicatorTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(MissingValueIndicatorTransformer)), columns)
    {
    }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(Host, ColumnPairs, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(MissingValueIndicatorTransformer));
        SaveColumns(ctx);
    }

    private static MissingValueIndicatorTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(env, LoadColumns(ctx));

    private sealed class Mapper(IHost host, (string OutputColumnName, string InputColumnName)[] pairs, DataViewSchema schema)
        : PairMapper(host, pairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column) => RealColumns.Check(Host, column);

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type is VectorDataViewType vector
            ? new VectorDataViewType(BooleanDataViewType.Instance, vector.Dimensions)
            : BooleanDataViewType.Instance;

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
        {
            annotations.Add(Inputs[pair].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            return Utils.MarshalInvoke(MakeTyped<float>, Inputs[pair].Type.GetItemType().RawType, input, Inputs[pair]);
        }

        private static Delegate MakeTyped<T>(DataViewRow input, DataViewSchema.Column column)
        {
            MissingValues.Test<T> isMissing = MissingValues.Of<T>(column.Type.GetItemType())!;
            return column.Type is VectorDataViewType
                ? VectorGetter(input.GetGetter<VBuffer<T>>(column), isMissing)
                : ScalarGetter(input.GetGetter<T>(column), isMissing);
        }

        private static ValueGetter<bool> ScalarGetter<T>(ValueGetter<T> getter, MissingValues.Test<T> isMissing)
        {
            T source = default!;
            return (ref bool value) =>
            {
                getter(ref source);
                value = isMissing(in source);
            };
        }

        private static ValueGetter<VBuffer<bool>> VectorGetter<T>(ValueGetter<VBuffer<T>> getter, MissingValues.Test<T> isMissing)
        {
            VBuffer<T> source = default;
            return (ref VBuffer<bool> value) =>
            {
                getter(ref source);
                ReadOnlySpan<T> values = source.GetValues();
                VBufferEditor<bool> editor = VBufferEditor.Create(ref value, source.Length, values.Length);
                for (int i = 0; i < values.Length; i++)
                    editor.Values[i] = isMissing(in values[i]);
                source.GetIndices().CopyTo(editor.Indices);
                value = editor.Commit();
            };
        }
    }
}

/// <summary>Columns of Single or Double: the types that can hold NaN.</summary>
internal static class RealColumns
{
    internal static bool IsReal(DataViewType itemType) =>
        itemType.Equals(NumberDataViewType.Single) || itemType.Equals(NumberDataViewType.Double);

    internal static void Check(IExceptionContext context, DataViewSchema.Column column)
    {
        if (!IsReal(column.Type.GetItemType()))
        {
            throw context.ExceptSchemaMismatch("inputSchema", "input", column.Name,
                "Single or Double type or vector of them", column.Type.ToString()!);
        }
    }
}

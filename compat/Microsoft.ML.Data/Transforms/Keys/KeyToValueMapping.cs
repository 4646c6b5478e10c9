using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into the values that their KeyValues annotation holds.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingEstimator)), new KeyToValueMappingTransformer(env, columns))
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
        if (!input.IsKey)
            throw Host.ExceptSchemaMismatch("inputSchema", "input", input.Name, "KeyType", input.GetTypeString());
        if (!input.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values))
            throw Host.ExceptParam("inputSchema", $"Input column '{input.Name}' doesn't contain key values metadata");
        var annotations = new List<SchemaShape.Column>();
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        return new SchemaShape.Column(name, input.Kind, values.ItemType, values.IsKey, new SchemaShape(annotations));
    }
}

public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(Host, ColumnPairs, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(KeyToValueMappingTransformer));
        SaveColumns(ctx);
    }

    private static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(env, LoadColumns(ctx));

    private sealed class Mapper(IHost host, (string OutputColumnName, string InputColumnName)[] pairs, DataViewSchema schema)
        : PairMapper(host, pairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            if (!column.HasAnnotation(AnnotationUtils.Kinds.KeyValues))
                throw Host.Except("Metadata KeyValues does not exist");
            if (column.Type.GetItemType() is not KeyDataViewType)
                throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name, "KeyType", column.Type.ToString()!);
        }

        private PrimitiveDataViewType ValueType(int pair) =>
            (PrimitiveDataViewType)Inputs[pair].Annotations.Schema[AnnotationUtils.Kinds.KeyValues].Type.GetItemType();

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type is VectorDataViewType vector
            ? new VectorDataViewType(ValueType(pair), vector.Dimensions)
            : ValueType(pair);

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations) =>
            annotations.Add(Inputs[pair].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            return Utils.MarshalInvoke(MakeTyped<int>, ValueType(pair).RawType, input, Inputs[pair]);
        }

        private static Delegate MakeTyped<T>(DataViewRow input, DataViewSchema.Column column)
        {
            VBuffer<T> stored = default;
            column.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref stored);
            // Key 0 is the missing value, so that no subtraction is needed.
            T[] values = [MissingValues.Value<T>(), .. stored.DenseValues()];
            var reader = KeyReader.Create(input, column);
            return column.Type is VectorDataViewType ? VectorGetter(reader, values) : ScalarGetter(reader, values);
        }

        private static ValueGetter<T> ScalarGetter<T>(KeyReader reader, T[] values) => (ref T value) =>
        {
            ReadOnlySpan<uint> keys = reader.Read();
            value = keys[0] < values.Length ? values[keys[0]] : values[0];
        };

        private static ValueGetter<VBuffer<T>> VectorGetter<T>(KeyReader reader, T[] values) => (ref VBuffer<T> value) =>
        {
            ReadOnlySpan<uint> keys = reader.Read();
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, keys.Length);
            for (int i = 0; i < keys.Length; i++)
                editor.Values[i] = keys[i] < values.Length ? values[keys[i]] : values[0];
            value = editor.Commit();
        };
    }
}

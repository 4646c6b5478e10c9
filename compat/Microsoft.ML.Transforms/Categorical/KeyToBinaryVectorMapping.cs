using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into vectors of their binary digits.</summary>
public sealed class KeyToBinaryVectorMappingEstimator : TrivialEstimator<KeyToBinaryVectorMappingTransformer>
{
    internal KeyToBinaryVectorMappingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(KeyToBinaryVectorMappingEstimator)), new KeyToBinaryVectorMappingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(pair =>
            MakeColumn(inputSchema.Require(pair.InputColumnName, Host), pair.OutputColumnName)));
    }

    private static SchemaShape.Column MakeColumn(SchemaShape.Column input, string name)
    {
        var annotations = new List<SchemaShape.Column>();
        if (input.Kind != VectorKind.VariableVector)
            annotations.Add(ShapeEditing.SlotNames);
        if (input.Kind == VectorKind.Scalar)
            annotations.Add(ShapeEditing.IsNormalized);
        VectorKind kind = input.Kind == VectorKind.VariableVector ? input.Kind : VectorKind.Vector;
        return new SchemaShape.Column(name, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));
    }
}

/// <summary>Turns keys into vectors of their binary digits, one digit more than is needed; a missing key is all ones.</summary>
public sealed class KeyToBinaryVectorMappingTransformer : OneToOneTransformerBase
{
    internal KeyToBinaryVectorMappingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(KeyToBinaryVectorMappingTransformer)), columns)
    {
    }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(Host, ColumnPairs, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(KeyToBinaryVectorMappingTransformer));
        SaveColumns(ctx);
    }

    private static KeyToBinaryVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, LoadColumns(ctx));

    private sealed class Mapper(IHost host, (string OutputColumnName, string InputColumnName)[] pairs, DataViewSchema schema)
        : PairMapper(host, pairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            if (column.Type.GetItemType() is KeyDataViewType key && key.Count <= int.MaxValue)
                return;
            throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name,
                "key type of known cardinality", column.Type.ToString()!);
        }

        private int Digits(int pair) =>
            BitOperations.Log2((uint)Inputs[pair].Type.GetItemType().GetKeyCountAsInt32(Host)) + 2;

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type is VectorDataViewType vector
            ? new VectorDataViewType(NumberDataViewType.Single, vector.Dimensions.Add(Digits(pair)))
            : new VectorDataViewType(NumberDataViewType.Single, Digits(pair));

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
        {
            bool isVector = Inputs[pair].Type is VectorDataViewType;
            if (!isVector || Inputs[pair].Type.IsKnownSizeVector())
            {
                string[] names = [.. Enumerable.Range(0, Digits(pair)).Reverse().Select(digit => $"Bit{digit}")];
                annotations.Add(AnnotationUtils.Kinds.SlotNames,
                    new VectorDataViewType(TextDataViewType.Instance, ((VectorDataViewType)OutputType(pair)).Dimensions),
                    AnnotationUtils.GetterOf(isVector ? KeySlotNames.SideBySide(Inputs[pair], names) : names));
            }
            if (!isVector)
                annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            var reader = KeyReader.Create(input, Inputs[pair]);
            int digits = Digits(pair);
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
            {
                ReadOnlySpan<uint> keys = reader.Read();
                VBufferEditor<float> editor = VBufferEditor.Create(ref value, keys.Length * digits);
                for (int i = 0; i < keys.Length; i++)
                    Write(keys[i] - 1, editor.Values.Slice(i * digits, digits));
                value = editor.Commit();
            });
        }

        private static void Write(uint bits, Span<float> digits)
        {
            for (int i = digits.Length - 1; i >= 0; i--, bits >>= 1)
                digits[i] = bits & 1;
        }
    }
}

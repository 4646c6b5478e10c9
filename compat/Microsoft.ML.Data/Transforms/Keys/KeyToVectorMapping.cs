using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into vectors with a 1 at the place of the key, or with counts.</summary>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, bool outputCountVector)
        : base(env.Register(nameof(KeyToVectorMappingEstimator)),
            new KeyToVectorMappingTransformer(env, columns, outputCountVector))
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
        bool counts = Transformer.OutputCountVector;
        var annotations = new List<SchemaShape.Column>();
        if (input.Kind != VectorKind.VariableVector
            && input.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values)
            && values.ItemType is TextDataViewType)
            annotations.Add(ShapeEditing.SlotNames);
        if (!counts && input.Kind != VectorKind.VariableVector)
            annotations.Add(ShapeEditing.CategoricalSlotRanges);
        if (!counts || input.Kind == VectorKind.Scalar)
            annotations.Add(ShapeEditing.IsNormalized);
        VectorKind kind = !counts && input.Kind == VectorKind.VariableVector ? VectorKind.VariableVector : VectorKind.Vector;
        return new SchemaShape.Column(name, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));
    }
}

public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal KeyToVectorMappingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, bool outputCountVector)
        : base(env.Register(nameof(KeyToVectorMappingTransformer)), columns)
    {
        OutputCountVector = outputCountVector;
    }

    internal bool OutputCountVector { get; }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(KeyToVectorMappingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write(OutputCountVector);
    }

    private static KeyToVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, LoadColumns(ctx), ctx.Reader.ReadBoolean());

    private sealed class Mapper(KeyToVectorMappingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            if (column.Type.GetItemType() is KeyDataViewType key && key.Count <= int.MaxValue)
                return;
            throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name,
                "key type of known cardinality", column.Type.ToString()!);
        }

        // Counts of several keys fall into one vector; indicators stand side by side.
        private bool Joins(int pair) => parent.OutputCountVector || Inputs[pair].Type is not VectorDataViewType;

        private int KeyCount(int pair) => Inputs[pair].Type.GetItemType().GetKeyCountAsInt32(Host);

        protected override DataViewType OutputType(int pair) => Joins(pair)
            ? new VectorDataViewType(NumberDataViewType.Single, KeyCount(pair))
            : new VectorDataViewType(NumberDataViewType.Single,
                ((VectorDataViewType)Inputs[pair].Type).Dimensions.Add(KeyCount(pair)));

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
        {
            int slots = Joins(pair) ? 1 : Inputs[pair].Type.GetVectorSize();
            if (slots > 0 && Inputs[pair].HasKeyValues())
                AddNames(annotations, pair);
            if (slots > 0 && !parent.OutputCountVector)
                annotations.AddCategoricalRanges(Ranges(slots, KeyCount(pair)));
            if (!parent.OutputCountVector || Inputs[pair].Type is not VectorDataViewType)
                annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        private void AddNames(DataViewSchema.Annotations.Builder annotations, int pair)
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            Inputs[pair].GetKeyValues(ref values);
            string[] names = [.. values.DenseValues().Select(v => v.ToString())];
            annotations.Add(AnnotationUtils.Kinds.SlotNames,
                new VectorDataViewType(TextDataViewType.Instance, ((VectorDataViewType)OutputType(pair)).Dimensions),
                AnnotationUtils.GetterOf(Joins(pair) ? names : KeySlotNames.SideBySide(Inputs[pair], names)));
        }

        private static int[] Ranges(int slots, int count)
        {
            int[] ranges = new int[2 * slots];
            for (int i = 0; i < slots; i++)
                (ranges[2 * i], ranges[2 * i + 1]) = (i * count, (i + 1) * count - 1);
            return ranges;
        }

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            var reader = KeyReader.Create(input, Inputs[pair]);
            int count = KeyCount(pair);
            return parent.OutputCountVector && Inputs[pair].Type is VectorDataViewType
                ? CountGetter(reader, count)
                : IndicatorGetter(reader, count);
        }

        private static ValueGetter<VBuffer<float>> IndicatorGetter(KeyReader reader, int count) => (ref VBuffer<float> value) =>
        {
            ReadOnlySpan<uint> keys = reader.Read();
            int ones = 0;
            foreach (uint key in keys)
                ones += key - 1 < (uint)count ? 1 : 0;
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, keys.Length * count, ones);
            editor.Values.Fill(1);
            if (!editor.Indices.IsEmpty)
                FillIndices(keys, count, editor.Indices);
            value = editor.Commit();
        };

        private static void FillIndices(ReadOnlySpan<uint> keys, int count, Span<int> indices)
        {
            int at = 0;
            for (int i = 0; i < keys.Length; i++)
            {
                if (keys[i] - 1 < (uint)count)
                    indices[at++] = i * count + (int)(keys[i] - 1);
            }
        }

        private static ValueGetter<VBuffer<float>> CountGetter(KeyReader reader, int count) => (ref VBuffer<float> value) =>
        {
            ReadOnlySpan<uint> keys = reader.Read();
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, count);
            editor.Values.Clear();
            foreach (uint key in keys)
            {
                if (key - 1 < (uint)count)
                    editor.Values[(int)(key - 1)]++;
            }
            value = editor.Commit();
        };
    }
}

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts columns to another kind of value.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, DataKind outputKind)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, columns, outputKind))
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
        PrimitiveDataViewType type = Transformer.OutputType;
        if (!TypeConvertingTransformer.CanConvert(input.ItemType, type))
            throw Host.ExceptParam("inputSchema", $"Don't know how to convert {input.Name} into {type}");
        var annotations = new List<SchemaShape.Column>();
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        if (input.IsKey)
            annotations.Keep(input, AnnotationUtils.Kinds.KeyValues);
        return new SchemaShape.Column(name, input.Kind, type, false, new SchemaShape(annotations));
    }
}

public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    private readonly DataKind _outputKind;

    internal TypeConvertingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, DataKind outputKind)
        : base(env.Register(nameof(TypeConvertingTransformer)), columns)
    {
        _outputKind = outputKind;
        OutputType = ColumnTypeExtensions.PrimitiveTypeFromKind(outputKind);
    }

    internal PrimitiveDataViewType OutputType { get; }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    // Oddly, the original does not convert these two to themselves.
    internal static bool CanConvert(DataViewType from, DataViewType to) =>
        Conversions.TryGetStandardConversion(from, to, out _, out _)
        && !(from is TimeSpanDataViewType or DateTimeOffsetDataViewType && from.Equals(to));

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(TypeConvertingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write((byte)_outputKind);
    }

    private static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, LoadColumns(ctx), (DataKind)ctx.Reader.ReadByte());

    private sealed class Mapper(TypeConvertingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            DataViewType from = column.Type.GetItemType();
            if (CanConvert(from, ItemType(from)))
                return;
            throw Host.ExceptParam("inputSchema", $"source column '{column.Name}' with item type '{from}' " +
                $"is not compatible with destination type '{parent.OutputType}'");
        }

        // A key stays a key where the other kind can carry one.
        private PrimitiveDataViewType ItemType(DataViewType from) =>
            from is KeyDataViewType key && KeyDataViewType.IsValidDataType(parent.OutputType.RawType)
                ? new KeyDataViewType(parent.OutputType.RawType, key.Count)
                : parent.OutputType;

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type is VectorDataViewType vector
            ? new VectorDataViewType(ItemType(vector.ItemType), vector.Dimensions)
            : ItemType(Inputs[pair].Type);

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
        {
            DataViewType from = Inputs[pair].Type.GetItemType();
            annotations.Add(Inputs[pair].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames
                || (kind == AnnotationUtils.Kinds.KeyValues && from is KeyDataViewType));
            if (from is BooleanDataViewType && parent.OutputType is NumberDataViewType)
                annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            PrimitiveDataViewType to = ItemType(Inputs[pair].Type.GetItemType());
            return Inputs[pair].Type is VectorDataViewType
                ? Utils.MarshalInvoke(MakeVectorGetter<int>, to.RawType, to, input, Inputs[pair].Index)
                : RowCursorUtils.GetGetterAs(to, input, Inputs[pair].Index);
        }

        private static Delegate MakeVectorGetter<T>(PrimitiveDataViewType to, DataViewRow input, int column) =>
            RowCursorUtils.GetVecGetterAs<T>(to, input, column);
    }
}

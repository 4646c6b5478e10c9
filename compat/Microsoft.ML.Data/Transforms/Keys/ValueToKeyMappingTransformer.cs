using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Turns values into keys; what was not seen in fitting becomes 0.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private readonly TermMap[] _maps;
    private readonly bool _asText;

    internal ValueToKeyMappingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, TermMap[] maps, bool asText)
        : base(env.Register(nameof(ValueToKeyMappingTransformer)), columns)
    {
        _maps = maps;
        _asText = asText;
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ValueToKeyMappingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write(_asText);
        foreach (TermMap map in _maps)
            map.Save(ctx.Writer);
    }

    private static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var columns = LoadColumns(ctx);
        bool asText = ctx.Reader.ReadBoolean();
        return new ValueToKeyMappingTransformer(env, columns, Array.ConvertAll(columns, _ => TermMap.Load(ctx.Reader)), asText);
    }

    private sealed class Mapper(ValueToKeyMappingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        // Called by the base constructor, after the primary constructor's parameters are stored.
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            PrimitiveDataViewType expected = parent._maps[pair].ItemType;
            if (column.Type.GetItemType().Equals(expected))
                return;
            throw Host.Except($"Could not apply a map over type '{expected}' to column '{OutputName(pair)}' " +
                $"since it has type '{column.Type.GetItemType()}'");
        }

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type is VectorDataViewType vector
            ? new VectorDataViewType(parent._maps[pair].KeyType, vector.Dimensions)
            : parent._maps[pair].KeyType;

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
        {
            parent._maps[pair].AddKeyValues(annotations, Inputs[pair], parent._asText);
            annotations.Add(Inputs[pair].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
        }

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            return parent._maps[pair].MakeGetter(input, Inputs[pair]);
        }
    }
}

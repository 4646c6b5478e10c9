using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Puts values in the place of missing ones.</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    private readonly double[][] _replacements;

    internal MissingValueReplacingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, double[][] replacements)
        : base(env.Register(nameof(MissingValueReplacingTransformer)), columns)
    {
        _replacements = replacements;
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(MissingValueReplacingTransformer));
        SaveColumns(ctx);
        foreach (double[] values in _replacements)
        {
            ctx.Writer.Write(values.Length);
            foreach (double value in values)
                ctx.Writer.Write(value);
        }
    }

    private static MissingValueReplacingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var columns = LoadColumns(ctx);
        return new MissingValueReplacingTransformer(env, columns, Array.ConvertAll(columns, _ =>
        {
            double[] values = new double[ctx.Reader.ReadInt32()];
            for (int i = 0; i < values.Length; i++)
                values[i] = ctx.Reader.ReadDouble();
            return values;
        }));
    }

    private sealed class Mapper(MissingValueReplacingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            RealColumns.Check(Host, column);
            int slots = parent._replacements[pair].Length;
            if (slots > 1 && column.Type.GetVectorSize() != slots)
            {
                throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name,
                    $"a vector of {slots} items", column.Type.ToString()!);
            }
        }

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type;

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations) =>
            annotations.Add(Inputs[pair].Annotations,
                kind => kind is AnnotationUtils.Kinds.SlotNames or AnnotationUtils.Kinds.IsNormalized);

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            return Utils.MarshalInvoke(MakeTyped<float>, Inputs[pair].Type.GetItemType().RawType,
                input, Inputs[pair], parent._replacements[pair]);
        }

        private static Delegate MakeTyped<T>(DataViewRow input, DataViewSchema.Column column, double[] replacements)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] values = Array.ConvertAll(replacements, T.CreateSaturating);
            return column.Type is VectorDataViewType
                ? VectorGetter(input.GetGetter<VBuffer<T>>(column), values)
                : ScalarGetter(input.GetGetter<T>(column), values[0]);
        }

        private static ValueGetter<T> ScalarGetter<T>(ValueGetter<T> getter, T replacement)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => (ref T value) =>
            {
                getter(ref value);
                if (T.IsNaN(value))
                    value = replacement;
            };

        private static ValueGetter<VBuffer<T>> VectorGetter<T>(ValueGetter<VBuffer<T>> getter, T[] replacements)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            VBuffer<T> source = default;
            return (ref VBuffer<T> value) =>
            {
                getter(ref source);
                ReadOnlySpan<T> from = source.GetValues();
                ReadOnlySpan<int> indices = source.GetIndices();
                VBufferEditor<T> editor = VBufferEditor.Create(ref value, source.Length, from.Length);
                for (int i = 0; i < from.Length; i++)
                {
                    int slot = replacements.Length == 1 ? 0 : source.IsDense ? i : indices[i];
                    editor.Values[i] = T.IsNaN(from[i]) ? replacements[slot] : from[i];
                }
                indices.CopyTo(editor.Indices);
                value = editor.Commit();
            };
        }
    }
}

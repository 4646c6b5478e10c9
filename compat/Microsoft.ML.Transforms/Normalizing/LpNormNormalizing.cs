using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Scales each vector for itself.</summary>
public abstract class LpNormNormalizingEstimatorBase : TrivialEstimator<LpNormNormalizingTransformer>
{
    /// <summary>What is 1 of the scaled vector.</summary>
    public enum NormFunction : byte
    {
        L2 = 0,
        StandardDeviation = 1,
        L1 = 2,
        Infinity = 3,
    }

    private protected LpNormNormalizingEstimatorBase(IHost host, LpNormNormalizingTransformer transformer) : base(host, transformer)
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
        if (input.Kind != SchemaShape.Column.VectorKind.Vector || !input.ItemType.Equals(NumberDataViewType.Single))
        {
            throw Host.ExceptSchemaMismatch("inputSchema", "input", input.Name,
                "known-size vector of Single", input.GetTypeString());
        }
        var annotations = new List<SchemaShape.Column>();
        annotations.Keep(input, AnnotationUtils.Kinds.SlotNames);
        annotations.Add(ShapeEditing.IsNormalized);
        return new SchemaShape.Column(name, input.Kind, input.ItemType, false, new SchemaShape(annotations));
    }
}

/// <summary>Divides each vector by its norm.</summary>
public sealed class LpNormNormalizingEstimator : LpNormNormalizingEstimatorBase
{
    internal LpNormNormalizingEstimator(IHostEnvironment env,
        (string OutputColumnName, string InputColumnName)[] columns, NormFunction norm, bool ensureZeroMean)
        : base(env.Register(nameof(LpNormNormalizingEstimator)),
            new LpNormNormalizingTransformer(env, columns, norm, ensureZeroMean))
    {
    }
}

/// <summary>Divides each vector by its norm.</summary>
public sealed class LpNormNormalizingTransformer : OneToOneTransformerBase
{
    // Below this the vector counts as zero and stays so.
    private const float Smallest = 1e-8f;

    private readonly LpNormNormalizingEstimatorBase.NormFunction _norm;
    private readonly bool _ensureZeroMean;

    internal LpNormNormalizingTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns,
        LpNormNormalizingEstimatorBase.NormFunction norm, bool ensureZeroMean)
        : base(env.Register(nameof(LpNormNormalizingTransformer)), columns)
    {
        _norm = norm;
        _ensureZeroMean = ensureZeroMean;
    }

    internal (string OutputColumnName, string InputColumnName)[] Columns => ColumnPairs;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(LpNormNormalizingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write((byte)_norm);
        ctx.Writer.Write(_ensureZeroMean);
    }

    private static LpNormNormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(env,
        LoadColumns(ctx), (LpNormNormalizingEstimatorBase.NormFunction)ctx.Reader.ReadByte(), ctx.Reader.ReadBoolean());

    private void Normalize(Span<float> values)
    {
        if (_ensureZeroMean)
            Subtract(values, Mean(values));
        float norm = (float)Norm(values);
        if (!(norm > Smallest))
            return;
        foreach (ref float value in values)
            value /= norm;
    }

    private double Norm(ReadOnlySpan<float> values)
    {
        double mean = _norm == LpNormNormalizingEstimatorBase.NormFunction.StandardDeviation ? Mean(values) : 0;
        double sum = 0, largest = 0;
        foreach (float value in values)
        {
            double size = Math.Abs(value - mean);
            largest = Math.Max(largest, size);
            sum += _norm == LpNormNormalizingEstimatorBase.NormFunction.L1 ? size : size * size;
        }
        return _norm switch
        {
            LpNormNormalizingEstimatorBase.NormFunction.L1 => sum,
            LpNormNormalizingEstimatorBase.NormFunction.Infinity => largest,
            LpNormNormalizingEstimatorBase.NormFunction.StandardDeviation => Math.Sqrt(sum / values.Length),
            _ => Math.Sqrt(sum),
        };
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return values.IsEmpty ? 0 : sum / values.Length;
    }

    private static void Subtract(Span<float> values, double mean)
    {
        foreach (ref float value in values)
            value = (float)(value - mean);
    }

    private sealed class Mapper(LpNormNormalizingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        protected override void CheckInput(int pair, DataViewSchema.Column column)
        {
            if (column.Type is not VectorDataViewType { ItemType: var item } || !item.Equals(NumberDataViewType.Single))
            {
                throw Host.ExceptSchemaMismatch("inputSchema", "input", column.Name,
                    "known-size vector of Single", column.Type.ToString()!);
            }
        }

        protected override DataViewType OutputType(int pair) => Inputs[pair].Type;

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
        {
            annotations.Add(Inputs[pair].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            ValueGetter<VBuffer<float>> getter = input.GetGetter<VBuffer<float>>(Inputs[pair]);
            VBuffer<float> source = default;
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
            {
                getter(ref source);
                source.CopyToDense(ref value);
                VBufferEditor<float> editor = VBufferEditor.CreateFromBuffer(ref value);
                parent.Normalize(editor.Values);
                value = editor.Commit();
            });
        }
    }
}

using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Brings each slot of columns to the scale that was learnt.</summary>
public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    private readonly NormalizerColumn[] _normalizers;

    internal NormalizingTransformer(IHostEnvironment env,
        (string OutputColumnName, string InputColumnName)[] columns, NormalizerColumn[] normalizers)
        : base(env.Register(nameof(NormalizingTransformer)), columns)
    {
        _normalizers = normalizers;
    }

    /// <summary>What was learnt of a column.</summary>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        Host.CheckParam((uint)index < (uint)_normalizers.Length, nameof(index), "Index out of range");
        return _normalizers[index].Parameters;
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(NormalizingTransformer));
        SaveColumns(ctx);
        foreach (NormalizerColumn normalizer in _normalizers)
            normalizer.Save(ctx.Writer);
    }

    private static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var columns = LoadColumns(ctx);
        return new NormalizingTransformer(env, columns, Array.ConvertAll(columns, _ => NormalizerColumn.Load(ctx.Reader)));
    }

    private sealed class Mapper(NormalizingTransformer parent, DataViewSchema schema)
        : PairMapper(parent.Host, parent.ColumnPairs, schema)
    {
        // As in the original, another type of column is found out by the getter.
        protected override DataViewType OutputType(int pair) => parent._normalizers[pair].Type;

        protected override void Annotate(int pair, DataViewSchema.Annotations.Builder annotations)
        {
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            if (Inputs[pair].Type.GetVectorSize() == OutputType(pair).GetVectorSize())
                annotations.Add(Inputs[pair].Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
        }

        protected override Delegate MakeGetter(DataViewRow input, int pair, out Action? disposer)
        {
            disposer = null;
            return parent._normalizers[pair].MakeGetter(input, Inputs[pair]);
        }
    }

    /// <summary>What a normalizer learnt of a column.</summary>
    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>(value - Offset) * Scale; an empty Offset is one of zeros.</summary>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        public TData Offset { get; }

        public TData Scale { get; }
    }

    /// <summary>The cumulative normal distribution, of the value or of its logarithm.</summary>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData standardDeviation, bool useLog)
        {
            Mean = mean;
            StandardDeviation = standardDeviation;
            UseLog = useLog;
        }

        public TData Mean { get; }

        public TData StandardDeviation { get; }

        public bool UseLog { get; }
    }

    /// <summary>The index of the bin divided by Density, less Offset.</summary>
    public sealed class BinNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal BinNormalizerModelParameters(ImmutableArray<TData> upperBounds, TData density, TData offset)
        {
            UpperBounds = upperBounds;
            Density = density;
            Offset = offset;
        }

        public TData Density { get; }

        public TData Offset { get; }

        public ImmutableArray<TData> UpperBounds { get; }
    }
}

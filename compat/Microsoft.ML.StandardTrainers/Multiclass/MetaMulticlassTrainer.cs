using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of trainers that make a classifier of several classes of binary ones.</summary>
public abstract class MetaMulticlassTrainer<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected readonly IHost Host;
    private protected readonly string LabelColumnName;
    private readonly bool _imputeMissingLabelsAsNegative;

    private protected MetaMulticlassTrainer(
        IHostEnvironment env, string name, string labelColumnName, bool imputeMissingLabelsAsNegative)
    {
        Host = env.Register(name);
        Host.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        LabelColumnName = labelColumnName;
        _imputeMissingLabelsAsNegative = imputeMissingLabelsAsNegative;
    }

    public TrainerInfo Info { get; } = new(normalization: true, calibration: false, caching: true);

    public abstract TTransformer Fit(IDataView input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape.Column label = CheckLabel(inputSchema);
        CheckBinary(inputSchema.With([TrainerUtils.MakeBoolScalarLabel(LabelColumnName)]));
        return inputSchema.With(TrainerUtils.MulticlassOutput(label, keyValuesLast: true));
    }

    private protected SchemaShape.Column CheckLabel(SchemaShape inputSchema)
    {
        if (!inputSchema.TryFindColumn(LabelColumnName, out SchemaShape.Column label))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "label", LabelColumnName);
        SchemaShape.Column wanted = TrainerUtils.MakeU4ScalarColumn(LabelColumnName);
        if (!wanted.IsCompatibleWith(label))
        {
            throw Host.ExceptSchemaMismatch(
                "labelCol", "label", LabelColumnName, wanted.GetTypeString(), label.GetTypeString());
        }

        return label;
    }

    /// <summary>The view with a label that says whether a row is of a class; rows without a label are left out.</summary>
    private protected IDataView MapLabels(IDataView data, int ofClass)
    {
        DataViewSchema.Column label = data.Schema[LabelColumnName];
        IDataView labelled = _imputeMissingLabelsAsNegative
            ? data
            : new DataOperationsCatalog(Host).FilterRowsByMissingValues(data, LabelColumnName);
        return new MapperDataView(Host, labelled, new ClassIndicatorMapper(label, (uint)ofClass + 1));
    }

    private protected abstract SchemaShape CheckBinary(SchemaShape inputSchema);

    private sealed class ClassIndicatorMapper(DataViewSchema.Column label, uint key) : IRowMapper
    {
        public DataViewSchema.DetachedColumn[] GetOutputColumns() => [new(label.Name, BooleanDataViewType.Instance)];

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
            => column => activeOutput(0) && column == label.Index;

        public Delegate CreateGetter(DataViewRow input, int outputIndex, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            ValueGetter<uint> getter = input.GetGetter<uint>(input.Schema[label.Index]);
            uint value = 0;
            ValueGetter<bool> indicator = (ref bool isOfClass) =>
            {
                getter(ref value);
                isOfClass = value == key;
            };
            return indicator;
        }
    }
}

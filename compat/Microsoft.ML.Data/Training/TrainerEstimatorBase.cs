using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of trainers of a column of features and, mostly, a label.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;

    public readonly SchemaShape.Column LabelColumn;

    public readonly SchemaShape.Column WeightColumn;

    private protected readonly IHost Host;

    private protected TrainerEstimatorBase(
        IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight = default)
    {
        Contracts.CheckValue(host, nameof(host));
        Host = host;
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    public abstract TrainerInfo Info { get; }

    public TTransformer Fit(IDataView input) => TrainTransformer(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        CheckInputSchema(inputSchema);
        return inputSchema.With(GetOutputColumnsCore(inputSchema));
    }

    private protected TTransformer TrainTransformer(
        IDataView trainSet, IDataView? validationSet = null, object? initialModel = null)
    {
        Host.CheckValue(trainSet, "input");
        CheckInputSchema(SchemaShape.Create(trainSet.Schema));
        if (validationSet != null)
            CheckInputSchema(SchemaShape.Create(validationSet.Schema));
        using IChannel channel = Host.Start("Training");
        var context = new TrainContext(
            BindColumns(trainSet),
            validationSet == null ? null : BindColumns(validationSet),
            initialModel,
            channel);
        return MakeTransformer(TrainModelCore(context), trainSet.Schema);
    }

    /// <summary>Where the columns stand in a view.</summary>
    private protected virtual TrainingView BindColumns(IDataView data)
        => new(data, data.Schema[FeatureColumn.Name], Find(data, LabelColumn), Find(data, WeightColumn), null);

    private protected static DataViewSchema.Column? Find(IDataView data, SchemaShape.Column column)
        => column.IsValid ? data.Schema[column.Name] : null;

    private protected virtual void CheckInputSchema(SchemaShape inputSchema)
    {
        CheckColumn(inputSchema, FeatureColumn, "feature");
        if (WeightColumn.IsValid)
            CheckColumn(inputSchema, WeightColumn, "weight");
        if (!LabelColumn.IsValid)
            return;
        if (!inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "label", LabelColumn.Name);
        CheckLabelCompatible(label);
    }

    private protected void CheckColumn(SchemaShape inputSchema, SchemaShape.Column wanted, string role)
    {
        if (!inputSchema.TryFindColumn(wanted.Name, out SchemaShape.Column column))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, wanted.Name);
        if (!wanted.IsCompatibleWith(column))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), role, wanted.Name, wanted.GetTypeString(), column.GetTypeString());
        }
    }

    private protected virtual void CheckLabelCompatible(SchemaShape.Column labelCol)
    {
        if (!LabelColumn.IsCompatibleWith(labelCol))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(labelCol), "label", LabelColumn.Name, LabelColumn.GetTypeString(), labelCol.GetTypeString());
        }
    }

    private protected abstract SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema);

    private protected abstract TModel TrainModelCore(TrainContext context);

    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);
}

/// <summary>Base of trainers that may want to know which rows belong together.</summary>
public abstract class TrainerEstimatorBaseWithGroupId<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column GroupIdColumn;

    private protected TrainerEstimatorBaseWithGroupId(
        IHost host,
        SchemaShape.Column feature,
        SchemaShape.Column label,
        SchemaShape.Column weight = default,
        SchemaShape.Column groupId = default)
        : base(host, feature, label, weight)
        => GroupIdColumn = groupId;

    private protected override void CheckInputSchema(SchemaShape inputSchema)
    {
        base.CheckInputSchema(inputSchema);
        if (GroupIdColumn.IsValid)
            CheckColumn(inputSchema, GroupIdColumn, "group");
    }

    private protected override TrainingView BindColumns(IDataView data)
        => base.BindColumns(data) with { Group = Find(data, GroupIdColumn) };
}

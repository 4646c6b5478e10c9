using System.Reflection;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Base of transformers that score rows by a model.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private protected readonly IHost Host;

    private protected PredictionTransformerBase(IHost host, TModel model)
    {
        Contracts.CheckValue(host, nameof(host));
        host.CheckValue(model, nameof(model));
        Host = host;
        Model = model;
    }

    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return new MapperDataView(Host, input, MakeRowMapper(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowMapperBinding(Host, inputSchema, MakeRowMapper(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Host.CheckValue(ctx, nameof(ctx));
        SaveCore(ctx);
    }

    public void Dispose()
    {
        (Model as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract IRowMapper MakeRowMapper(DataViewSchema inputSchema);

    private protected abstract void SaveCore(ModelSaveContext ctx);
}

/// <summary>One whose model takes one column of features.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel>
    : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(
        IHost host, TModel model, DataViewType featureColumnType, string featureColumnName)
        : base(host, model)
    {
        FeatureColumnName = featureColumnName;
        FeatureColumnType = featureColumnType;
    }

    private protected SingleFeaturePredictionTransformerBase(IHost host, ModelLoadContext ctx, TModel model)
        : base(host, model)
    {
        FeatureColumnName = ctx.Reader.ReadString();
        var dimensions = new int[ctx.Reader.ReadInt32()];
        for (int i = 0; i < dimensions.Length; i++)
            dimensions[i] = ctx.Reader.ReadInt32();
        FeatureColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
    }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return new ColumnBindings(inputSchema, MakeRowMapper(inputSchema).GetOutputColumns()).Schema;
    }

    private protected sealed override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        if (inputSchema.GetColumnOrNull(FeatureColumnName) is not { } column)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "feature", FeatureColumnName);
        if (column.Type is VectorDataViewType { IsKnownSize: false } vector && vector.ItemType.Equals(NumberDataViewType.Single))
            throw Host.Except($"Incompatible features column type: '{column.Type}' vs '{FeatureColumnType}'");
        if (!column.Type.Equals(FeatureColumnType))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "feature", FeatureColumnName, FeatureColumnType.ToString()!, column.Type.ToString()!);
        }

        return MakeRowMapper(inputSchema, column.Index);
    }

    private protected sealed override void SaveCore(ModelSaveContext ctx)
    {
        ctx.SetLoader(LoaderOf(GetType()));
        ctx.SaveModel(Model, "Model");
        ctx.Writer.Write(FeatureColumnName);
        var type = (VectorDataViewType)FeatureColumnType;
        ctx.Writer.Write(type.Dimensions.Length);
        foreach (int dimension in type.Dimensions)
            ctx.Writer.Write(dimension);
        SaveMore(ctx);
    }

    private protected abstract IRowMapper MakeRowMapper(DataViewSchema inputSchema, int featureColumn);

    private protected virtual void SaveMore(ModelSaveContext ctx)
    {
    }

    /// <summary>
    /// Of BinaryPredictionTransformer&lt;…&gt; BinaryPredictionTransformer: files name a class beside the generic one that
    /// makes it of object models, as the original does.
    /// </summary>
    private static Type LoaderOf(Type type)
        => typeof(PredictionTransformerLoader).Assembly.GetType(
            type.Namespace + "." + type.Name[..type.Name.IndexOf('`')], throwOnError: true)!;
}

/// <summary>Base of the classes named in files.</summary>
internal abstract class PredictionTransformerLoader
{
    /// <summary>A transformer whose type argument is what the model in the file is.</summary>
    private protected static object Create(Type open, IHostEnvironment env, ModelLoadContext ctx)
    {
        object model = ctx.LoadModel<object>(env, "Model");
        return Activator.CreateInstance(
            open.MakeGenericType(PublicTypeOf(model)),
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions,
            null, [env, ctx, model], null)!;
    }

    /// <summary>Calibrated models are known by their public base, all others by their own type.</summary>
    private static Type PublicTypeOf(object model)
    {
        Type? parent = model.GetType().BaseType;
        return parent is { IsGenericType: true } && parent.GetGenericTypeDefinition() == typeof(CalibratedModelParametersBase<,>)
            ? parent
            : model.GetType();
    }
}

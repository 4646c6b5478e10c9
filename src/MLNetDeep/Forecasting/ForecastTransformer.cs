using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Forecasting;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// A trained forecaster of time series. <see cref="Forecast"/> continues series; <see cref="Transform"/> adds the forecasts that can be made at each row; <see cref="Evaluate"/> tells how good they are. It owns the network:
/// dispose it when the model is no longer used. It computes on the CPU; many threads may use it at once.
/// </summary>
/// <remarks>
/// <c>ml.Model.Save</c> saves what forecasts windows, for an application that has ML.NET and its OnnxTransformer alone: there a row is a window, with a vector column (Single, of the length LookBack, the oldest value first) for
/// each value column, one of the length LookBack + Horizon for each known column, and a number (Single) for each static column; the columns that are added are those of <see cref="Transform"/>. A view of such
/// rows can be given to <see cref="Transform"/> here too.
/// </remarks>
public sealed class ForecastTransformer : ITransformer, IDisposable
{
    private readonly Forecaster _forecaster;
    private readonly Lazy<ITransformer> _windows;

    internal ForecastTransformer(MLContext context, ForecastModel model)
    {
        (Context, Model) = (context, model);
        model.Network.eval();
        Lifetime = new Lifetime(nameof(ForecastTransformer), model.Network.Dispose);
        _forecaster = new Forecaster(model, Lifetime);
        _windows = new(() => ForecastOnnx.ToChain(model));
    }

    /// <summary>What happened in training; without epochs where a forecaster is not trained step by step.</summary>
    public TrainingHistory History => Model.History;

    /// <summary>
    /// How good its forecasts are over every window of the validation part; null where there was none. Epochs, penalties and weights were chosen by it, and intervals are made of its errors: what comes is forecast a little worse.
    /// </summary>
    public ForecastMetrics? Validation => Model.Validation;

    /// <summary>A copy of the options.</summary>
    public ForecasterOptions Options => (ForecasterOptions)Model.Options.Clone();

    /// <summary>The key of the forecaster: ridge, patchtst, …</summary>
    public string ForecasterKey => Model.Architecture.Key;

    /// <summary>The columns that are forecast.</summary>
    public IReadOnlyList<string> ValueColumnNames => [.. Model.Columns.Values];

    /// <summary>The steps of a season.</summary>
    public int Seasonality => Model.Season;

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    internal MLContext Context { get; }

    internal ForecastModel Model { get; }

    /// <summary>Until when the network is there.</summary>
    internal Lifetime Lifetime { get; }

    /// <summary>Continues each series by Horizon steps.</summary>
    /// <param name="history">
    /// The rows of each series, up to the last known step; at least LookBack of each. Where there are known columns, Horizon more rows follow, in which these are given and the value columns are NaN.
    /// </param>
    /// <returns>
    /// A row for each series and step, in memory: the series column where there is one (as text), the time column (of the type that it has in the history; DateTime for DateTimeOffset), each value column (Single) with its forecast, and for
    /// each quantile a column such as OT.0.1 (Single).
    /// </returns>
    /// <exception cref="InvalidOperationException">A series is shorter than the look-back window, or known columns are not given for the steps to come; all of them are named.</exception>
    public IDataView Forecast(IDataView history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Continuation.Of(_forecaster, _forecaster.Read(history));
    }

    /// <summary>
    /// Forecasts every window of the data and compares with what came: at each row that has LookBack rows of its series before it (in the history or the data) and Horizon rows from it on, what these are is forecast.
    /// </summary>
    /// <param name="data">The rows to be forecast.</param>
    /// <param name="history">The rows before them, which are seen and not forecast; only windows that lie in the data altogether are forecast when null.</param>
    /// <exception cref="InvalidOperationException">There is no window.</exception>
    public ForecastMetrics Evaluate(IDataView data, IDataView? history = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ForecastEvaluation.Of(_forecaster, data, history);
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Lifetime.Check();
        if (AreWindows(inputSchema)) return _windows.Value.GetOutputSchema(inputSchema);
        Model.Columns.Check(SeriesColumns.Visible(inputSchema));
        return ForecastView.SchemaOf(inputSchema, Model);
    }

    /// <summary>
    /// Adds to each row the forecasts that can be made when it is the last known one: for each value column a vector such as OT.Forecast (Single, of the length Horizon), and one for each quantile such as OT.Forecast.0.1. They are NaN where
    /// fewer than LookBack rows of the series are known. Rows stay in their order.
    /// </summary>
    /// <param name="input">A row for each step of each series.</param>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return AreWindows(input.Schema) ? _windows.Value.Transform(input) : new ForecastView(_forecaster, input, GetOutputSchema(input.Schema));
    }

    /// <summary>For rows that are windows (see the remarks); forecasts of rows that are steps depend on the rows before.</summary>
    /// <exception cref="NotSupportedException">Rows are steps.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return AreWindows(inputSchema) ? _windows.Value.GetRowToRowMapper(inputSchema)
            : throw new NotSupportedException($"The forecasts of a row depend on the rows before it: use {nameof(Transform)} or {nameof(Forecast)} of all rows, or rows that hold a window each in vector columns.");
    }

    /// <summary>Frees the network, as soon as no thread uses it any more.</summary>
    public void Dispose()
    {
        Lifetime.End();
        if (_windows.IsValueCreated) (_windows.Value as IDisposable)?.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        using var use = Lifetime.Enter();
        ((ICanSaveModel)_windows.Value).Save(ctx);
    }

    private bool AreWindows(DataViewSchema schema) => schema.GetColumnOrNull(Model.Columns.Values[0])?.Type is VectorDataViewType;
}

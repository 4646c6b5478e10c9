using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Forecasting;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep;

/// <summary>Trains a forecaster of time series. Made by <c>mlContext.Deep().Forecasting</c>.</summary>
public sealed class ForecastTrainer : IEstimator<ForecastTransformer>
{
    private readonly MLContext _context;
    private readonly ForecasterOptions _options;
    private readonly ForecastArchitecture _architecture;

    internal ForecastTrainer(MLContext context, ForecastArchitecture architecture, ForecasterOptions options)
    {
        options.Validate();
        (_context, _architecture, _options) = (context, architecture, (ForecasterOptions)options.Clone());
    }

    /// <summary>A copy of the options.</summary>
    public ForecasterOptions Options => (ForecasterOptions)_options.Clone();

    /// <summary>
    /// Trains on series, which are read into memory. The last part of their time (<see cref="TrainerOptions.ValidationFraction"/>, one moment for all series) is for validation: by it epochs and penalties are chosen, and
    /// the errors that intervals are made of are measured on it. Nothing is learnt from it but these.
    /// </summary>
    /// <param name="input">A row for each step of each series, in any order.</param>
    /// <exception cref="ArgumentException">Columns are missing or of other types; all of them are named.</exception>
    /// <exception cref="InvalidDataException">Times are repeated or irregular, or steps or values are missing; the message names the first of them.</exception>
    /// <exception cref="InvalidOperationException">No series is as long as a window.</exception>
    public ForecastTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var log = new ChannelLog(_context);
        var seed = _options.Seed ?? Checkpoint.SeedIn(_options.CheckpointPath) ?? ((IHostEnvironment)_context).Register(nameof(ForecastTrainer)).Rand.Next();
        var device = _architecture.IsTrained ? DeviceChoice.Find(_options.Deterministic ? "cpu" : _options.Device, _context.GpuDeviceId, _context.FallbackToCpu) : CPU;
        using var session = new TorchSession(seed, _options.Threads);
        var clock = Stopwatch.StartNew();
        var columns = SeriesColumns.Of(_options, SeriesColumns.Visible(input.Schema));
        var table = new SeriesReader(columns, _options.MissingSteps).Read(null, input);
        using var fit = ForecastTraining.Create(_architecture, _options, table, new TrainingPlan((TrainerOptions)_options.Clone(), seed, device, log));
        return new ForecastTransformer(_context, fit.Run(clock.Elapsed));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var columns = SeriesColumns.Of(_options, inputSchema.Select(column => (column.Name, TypeOf(column))));
        SchemaShape.Column[] added = [.. ForecastNames.Vectors(columns.Values, _options.Quantiles).Select(name => PromisedColumns.Numbers(_context, inputSchema, name))];
        return new SchemaShape(inputSchema.Where(column => added.All(own => own.Name != column.Name)).Concat(added));
    }

    private static DataViewType? TypeOf(SchemaShape.Column column) => column.Kind != SchemaShape.Column.VectorKind.Scalar ? null
        : column.IsKey ? new KeyDataViewType(typeof(uint), 1) : column.ItemType;
}

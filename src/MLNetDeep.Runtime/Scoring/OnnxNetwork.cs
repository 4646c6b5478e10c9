using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MLNetDeep.Runtime;

/// <summary>
/// A network as ONNX, opened to score on the CPU. A batch is computed on the thread that asks for it: threads of ONNX Runtime's own wait for each
/// other after every layer, which costs most where cores are busy. One row of a network that takes long is shared among threads all the
/// same, since nothing else could use them. Many threads may run it at once.
/// </summary>
internal sealed class OnnxNetwork : IDisposable
{
    // Larger batches are no quicker, and what they compute in between no longer fits into the cache of a core.
    private const int MostRows = 64, MostNumbers = 1_000_000;

    // Numbers in a made-up row whose width is left open.
    private const int AnyWidth = 32;

    // Errors come as exceptions: written to the console as well, they would look like faults where shorter rows are tried.
    private const OrtLoggingLevel Quiet = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
    private static readonly TimeSpan LongRow = TimeSpan.FromMilliseconds(3);
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new() { LogSeverityLevel = Quiet };
    private readonly string[] _names = [];
    private readonly Lazy<InferenceSession>? _shared;

    /// <summary>Opens a model whose inputs are rows of numbers, each of one width or, where that is left open, as wide as a batch needs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">How many batches are to be computed at once, and threads that may share a row; 0 for one on each core.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime cannot run it.</exception>
    /// <exception cref="InvalidDataException">It has other inputs.</exception>
    public OnnxNetwork(byte[] model, int threads)
    {
        Threads = threads > 0 ? threads : Environment.ProcessorCount;
        _session = Open(model, 1);
        try
        {
            _names = [.. _session.InputNames];
            Ports = [.. _names.Select(PortOf)];
            if (Threads > 1 && TimeOfRow() > LongRow) _shared = new Lazy<InferenceSession>(() => Open(model, Threads));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Its inputs, in their order.</summary>
    public IReadOnlyList<OnnxPort> Ports { get; } = [];

    /// <summary>Rows in a batch.</summary>
    public int BatchRows => Math.Clamp(MostNumbers / Math.Max(1, Ports.Sum(port => port.Width ?? 1)), 1, MostRows);

    /// <summary>How many batches are to be computed at once.</summary>
    public int Threads { get; }

    /// <summary>What wrote the graph.</summary>
    public string Producer => _session.ModelMetadata.ProducerName;

    /// <summary>Texts that are kept beside the graph.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>Runs rows through the network.</summary>
    /// <param name="inputs">The rows, a tensor [rows, …] for each port; they are disposed.</param>
    /// <param name="outputs">The names of the outputs that are wanted.</param>
    /// <param name="isAlone">Whether threads may share the work, as nothing else is computed meanwhile.</param>
    /// <returns>The outputs, [rows, …] each; to be disposed.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<OrtValue> inputs, IReadOnlyCollection<string> outputs, bool isAlone)
    {
        try
        {
            return (isAlone && _shared is not null ? _shared.Value : _session).Run(_run, _names, inputs, outputs);
        }
        finally
        {
            foreach (var input in inputs) input.Dispose();
        }
    }

    /// <summary>Runs rows through the network.</summary>
    /// <param name="inputs">The rows, a tensor [rows, …] for each port; they are disposed.</param>
    /// <param name="outputs">The name of the output that is wanted, alone.</param>
    /// <param name="scores">Room for what it gives.</param>
    /// <param name="isAlone">Whether threads may share the work, as nothing else is computed meanwhile.</param>
    public void Run(IReadOnlyList<OrtValue> inputs, string[] outputs, Span<float> scores, bool isAlone)
    {
        using var results = Run(inputs, outputs, isAlone);
        results.First().GetTensorDataAsSpan<float>().CopyTo(scores);
    }

    public void Dispose()
    {
        if (_shared is { IsValueCreated: true }) _shared.Value.Dispose();
        _session.Dispose();
        _run.Dispose();
    }

    private static InferenceSession Open(byte[] model, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = Quiet };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(model, options);
    }

    private OnnxPort PortOf(string name) => _session.InputMetadata[name] switch
    {
        { IsTensor: true, ElementDataType: TensorElementType.Float, Dimensions: [_, > 0 and var width] } => new OnnxPort(name, typeof(float), width),
        { IsTensor: true, ElementDataType: TensorElementType.Float, Dimensions: [_, _] } => new OnnxPort(name, typeof(float), null),
        { IsTensor: true, ElementDataType: TensorElementType.Int64, Dimensions: [_, > 0 and var width] } => new OnnxPort(name, typeof(long), width),
        { IsTensor: true, ElementDataType: TensorElementType.Int64, Dimensions: [_, _] } => new OnnxPort(name, typeof(long), null),
        _ => throw new InvalidDataException($"the network's input '{name}' is not a row of numbers"),
    };

    // The first run makes room for what is computed in between: the second tells. A network may take fewer numbers than rows of open width mostly have.
    private TimeSpan TimeOfRow()
    {
        var width = AnyWidth;
        while (!TryRow(width, out _) && width > 1) width /= 2;
        TryRow(width, out var time);
        return time;
    }

    private bool TryRow(int openWidth, out TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            Run([.. Ports.Select(port => port.Zeros(openWidth))], _session.OutputNames, isAlone: false).Dispose();
            time = clock.Elapsed;
            return true;
        }
        catch (OnnxRuntimeException) when (openWidth > 1 && Ports.Any(port => port.Width is null))
        {
            time = default;
            return false;
        }
    }
}

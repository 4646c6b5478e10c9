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
    private static readonly TimeSpan LongRow = TimeSpan.FromMilliseconds(3);
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs = [];
    private readonly Lazy<InferenceSession>? _shared;

    /// <summary>Opens a model with one input, rows of numbers of a stated width.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">How many batches are to be computed at once, and threads that may share a row; 0 for one on each core.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime cannot run it.</exception>
    /// <exception cref="InvalidDataException">It has another input.</exception>
    public OnnxNetwork(byte[] model, int threads)
    {
        Threads = threads > 0 ? threads : Environment.ProcessorCount;
        _session = Open(model, 1);
        try
        {
            _inputs = [.. _session.InputNames];
            InputWidth = WidthOfInput();
            if (Threads > 1 && TimeOfRow() > LongRow) _shared = new Lazy<InferenceSession>(() => Open(model, Threads));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the graph calls its input.</summary>
    public string InputName => _inputs[0];

    /// <summary>Numbers in a row.</summary>
    public int InputWidth { get; }

    /// <summary>Rows in a batch.</summary>
    public int BatchRows => Math.Clamp(MostNumbers / InputWidth, 1, MostRows);

    /// <summary>How many batches are to be computed at once.</summary>
    public int Threads { get; }

    /// <summary>What wrote the graph.</summary>
    public string Producer => _session.ModelMetadata.ProducerName;

    /// <summary>Runs rows through the network.</summary>
    /// <param name="rows">The rows, one behind the other.</param>
    /// <param name="count">How many.</param>
    /// <param name="outputs">The names of the outputs that are wanted.</param>
    /// <param name="isAlone">Whether threads may share the work, as nothing else is computed meanwhile.</param>
    /// <returns>The outputs, [count, …] each; to be disposed.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Run(float[] rows, int count, IReadOnlyCollection<string> outputs, bool isAlone)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, rows.AsMemory(0, count * InputWidth), [count, InputWidth]);
        return (isAlone && _shared is not null ? _shared.Value : _session).Run(_run, _inputs, [input], outputs);
    }

    /// <summary>Runs rows through the network.</summary>
    /// <param name="rows">The rows, one behind the other.</param>
    /// <param name="count">How many.</param>
    /// <param name="outputs">The name of the output that is wanted, alone.</param>
    /// <param name="scores">Room for what it gives.</param>
    /// <param name="isAlone">Whether threads may share the work, as nothing else is computed meanwhile.</param>
    public void Run(float[] rows, int count, string[] outputs, Span<float> scores, bool isAlone)
    {
        using var results = Run(rows, count, outputs, isAlone);
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
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(model, options);
    }

    private int WidthOfInput() => _inputs.Length == 1
        && _session.InputMetadata[_inputs[0]] is { IsTensor: true, ElementDataType: TensorElementType.Float, Dimensions: [_, > 0 and var width] }
            ? width
            : throw new InvalidDataException("the network's input is not one row of numbers");

    // The first run makes room for what is computed in between: the second tells.
    private TimeSpan TimeOfRow()
    {
        var (row, outputs) = (new float[InputWidth], _session.OutputNames);
        Run(row, 1, outputs, isAlone: false).Dispose();
        var clock = Stopwatch.StartNew();
        Run(row, 1, outputs, isAlone: false).Dispose();
        return clock.Elapsed;
    }
}

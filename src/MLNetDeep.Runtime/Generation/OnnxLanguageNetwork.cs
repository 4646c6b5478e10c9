using Microsoft.ML.OnnxRuntime;

namespace MLNetDeep.Runtime;

/// <summary>The inputs and outputs of an exported step of a language model.</summary>
internal static class LanguagePorts
{
    /// <summary>Tokens that are added [rows, length] (Int64).</summary>
    public const string Tokens = "tokens";

    /// <summary>Keys and values of the tokens before [rows, layers, heads, tokens before, head].</summary>
    public const string Keys = "keys", Values = "values";

    /// <summary>The logits of what comes next [rows, vocabulary].</summary>
    public const string Logits = "logits";

    /// <summary>Keys and values of all tokens [rows, layers, heads, tokens, head].</summary>
    public const string NewKeys = "new_keys", NewValues = "new_values";
}

/// <summary>A language model's step by ONNX Runtime on the CPU. Many threads may use it at once.</summary>
internal sealed class OnnxLanguageNetwork : ILanguageNetwork, IDisposable
{
    private static readonly string[] _inputs = [LanguagePorts.Tokens, LanguagePorts.Keys, LanguagePorts.Values], _outputs = [LanguagePorts.Logits, LanguagePorts.NewKeys, LanguagePorts.NewValues];
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly long[] _empty;

    /// <param name="model">The exported step.</param>
    /// <param name="contextLength">The most tokens it sees.</param>
    /// <param name="cache">Layers, heads, and numbers of a head.</param>
    /// <param name="threads">Threads that share a token's work; 0 for one on each core.</param>
    public OnnxLanguageNetwork(byte[] model, int contextLength, (int Layers, int Heads, int HeadWidth) cache, int threads)
    {
        (ContextLength, _empty) = (contextLength, [1, cache.Layers, cache.Heads, 0, cache.HeadWidth]);
        using var options = new SessionOptions { IntraOpNumThreads = threads > 0 ? threads : Environment.ProcessorCount, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model, options);
    }

    public int ContextLength { get; }

    public ILanguageSession Open() => new Session(this);

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private sealed class Session(OnnxLanguageNetwork owner) : ILanguageSession
    {
        private OrtValue _keys = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), owner._empty), _values = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), owner._empty);

        public float[] Next(ReadOnlySpan<int> tokens)
        {
            var numbers = new long[tokens.Length];
            for (var i = 0; i < numbers.Length; i++) numbers[i] = tokens[i];
            using var input = OrtValue.CreateTensorValueFromMemory(numbers, [1, numbers.Length]);
            var results = owner._session.Run(owner._run, _inputs, [input, _keys, _values], _outputs);
            using var logits = results[0];
            Dispose();
            (_keys, _values) = (results[1], results[2]);
            return logits.GetTensorDataAsSpan<float>().ToArray();
        }

        public void Dispose()
        {
            _keys.Dispose();
            _values.Dispose();
        }
    }
}

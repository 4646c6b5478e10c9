using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Runtime;

namespace MLNetDeep.Generative;

/// <summary>A text on its way through a language model.</summary>
internal sealed class GptScores(OnnxNetwork network, Lifetime lifetime, TextTokenizer tokenizer, DataViewRow row, string column) : RowBatch
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = row.GetGetter<ReadOnlyMemory<char>>(row.Schema[column]);
    private ReadOnlyMemory<char> _buffer;
    private string _text = "";
    private string? _before;

    /// <summary>The natural logarithm of the text's probability.</summary>
    public float LogProbability { get; private set; }

    /// <summary>e to the mean loss of its tokens.</summary>
    public float Perplexity { get; private set; }

    // The memory of a text belongs to the cursor.
    public override void Read(int slot, long position)
    {
        _getter(ref _buffer);
        _text = _buffer.ToString();
    }

    public override void Compute(int count, bool isAlone)
    {
        using var use = lifetime.Enter();
        var tokens = Array.ConvertAll(tokenizer.Encode(_text, out _), token => (long)token);
        using var results = network.Run([OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length])], [SavedColumns.LogProbabilityVector], isAlone);
        LogProbability = results[0].GetTensorDataAsSpan<float>()[0];
        Perplexity = LanguageMapping.Perplexity(LogProbability, tokens.Length);
    }

    protected override bool SameAsBefore()
    {
        if (_text == _before) return true;
        _before = _text;
        return false;
    }
}

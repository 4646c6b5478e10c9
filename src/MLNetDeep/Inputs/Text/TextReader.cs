using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Text;

/// <summary>Reads texts as numbers of tokens; they are cut into tokens on all cores, a block at a time.</summary>
internal sealed class TextReader : FeatureReader
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter;
    private readonly TextTokenizer _tokenizer;
    private readonly string?[] _texts;
    private readonly int[][] _tokens;
    private ReadOnlyMemory<char> _text;
    private int[]? _before;

    /// <summary>Opens a column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Its texts.</param>
    /// <param name="tokenizer">What cuts them.</param>
    /// <param name="capacity">The most rows in a block.</param>
    public TextReader(DataViewRow row, string column, TextTokenizer tokenizer, int capacity)
    {
        (_getter, _tokenizer) = (row.GetGetter<ReadOnlyMemory<char>>(ColumnChecks.Find(row.Schema, "feature", column)), tokenizer);
        (_texts, _tokens) = (new string?[capacity], new int[capacity][]);
    }

    // The memory of a text belongs to the cursor.
    public override void Read(int slot, long rowIndex)
    {
        _getter(ref _text);
        _texts[slot] = _text.ToString();
    }

    public override void Complete(int count)
    {
        if (count == 1) Finish(0);
        else Parallel.For(0, count, Finish);
    }

    public override Features ToFeatures(int count)
    {
        var lengths = new int[count];
        for (var i = 0; i < count; i++) lengths[i] = _tokens[i].Length;
        var all = new int[lengths.Sum()];
        for (var (i, at) = (0, 0); i < count; at += lengths[i++]) _tokens[i].CopyTo(all, at);
        var values = empty([all.Length], ScalarType.Int32);
        MemoryMarshal.AsBytes(all.AsSpan()).CopyTo(values.bytes);
        return new Features(new RaggedPart(values, lengths));
    }

    public override IReadOnlyList<OrtValue> ToOnnx(int count)
    {
        var width = Math.Max(1, _tokens.Take(count).Max(tokens => tokens.Length));
        var all = new long[count * width];
        for (var i = 0; i < count; i++)
            for (var k = 0; k < _tokens[i].Length; k++) all[(i * width) + k] = _tokens[i][k];
        return [OrtValue.CreateTensorValueFromMemory(all, [count, width])];
    }

    public override bool SameAsBefore()
    {
        if (_before is not null && _tokens[0].AsSpan().SequenceEqual(_before)) return true;
        _before = _tokens[0];
        return false;
    }

    // A block may be finished again.
    private void Finish(int slot)
    {
        if (_texts[slot] is not { } text) return;
        (_tokens[slot], _texts[slot]) = (_tokenizer.Encode(text, out _), null);
    }
}

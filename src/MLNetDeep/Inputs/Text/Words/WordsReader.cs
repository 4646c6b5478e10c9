using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Text;

/// <summary>Reads words as numbers of tokens, and the tag of each word for its first token; words are cut into tokens on all cores, a block at a time.</summary>
internal sealed class WordsReader : FeatureReader
{
    private readonly WordsSpec _spec;
    private readonly Dictionary<string, int> _numbers;
    private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _words, _tags;
    private readonly TextTokenizer _tokenizer;
    private readonly (string[] Words, string[] Tags)?[] _taken;
    private readonly (int[] Tokens, int[] Tags)[] _rows;
    private VBuffer<ReadOnlyMemory<char>> _buffer;

    public WordsReader(DataViewRow row, WordsSpec spec, int capacity)
    {
        _spec = spec;
        _tokenizer = spec.Text.Tokenizer;
        _numbers = spec.Tags.Index().ToDictionary(tag => tag.Item, tag => tag.Index + 1, StringComparer.Ordinal);
        _words = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(row.Schema[spec.Text.Column]);
        _tags = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(row.Schema[spec.TagsColumn]);
        (_taken, _rows) = (new (string[], string[])?[capacity], new (int[], int[])[capacity]);
    }

    // The memory of words belongs to the cursor.
    public override void Read(int slot, long rowIndex)
    {
        var (words, tags) = (Take(_words), Take(_tags));
        if (words.Length != tags.Length)
            throw new InvalidOperationException($"Row {rowIndex + 1} has {words.Length} words in column '{_spec.Text.Column}', but {tags.Length} tags in column '{_spec.TagsColumn}'. Rows are counted from 1.");
        _taken[slot] = (words, tags);
    }

    public override void Complete(int count) => Parallel.For(0, count, Finish);

    public override Features ToFeatures(int count)
    {
        int[] lengths = [.. _rows.Take(count).Select(row => row.Tokens.Length)];
        RaggedPart Part(Func<(int[] Tokens, int[] Tags), int[]> of)
        {
            int[] all = [.. _rows.Take(count).SelectMany(of)];
            var values = empty([all.Length], ScalarType.Int32);
            MemoryMarshal.AsBytes(all.AsSpan()).CopyTo(values.bytes);
            return new RaggedPart(values, lengths);
        }
        return new Features(Part(row => row.Tokens), Part(row => row.Tags));
    }

    public override IReadOnlyList<OrtValue> ToOnnx(int count) => throw new NotSupportedException("A tagger scores by itself.");

    public override bool SameAsBefore() => false;

    private string[] Take(ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
    {
        getter(ref _buffer);
        return [.. _buffer.DenseValues().Select(item => item.ToString())];
    }

    // A block may be finished again.
    private void Finish(int slot)
    {
        if (_taken[slot] is not { } taken) return;
        var (tokens, starts) = WordTokens.Encode(_tokenizer, taken.Words);
        var tags = new int[tokens.Count];
        for (var i = 0; i < Math.Min(starts.Count, taken.Tags.Length); i++) tags[starts[i]] = _numbers.GetValueOrDefault(taken.Tags[i]);
        (_rows[slot], _taken[slot]) = (([.. tokens], tags), null);
    }
}

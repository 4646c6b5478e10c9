using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;

namespace MLNetDeep.Runtime;

/// <summary>The most likely parts of a piece (Kudo, Subword Regularization, 2018).</summary>
internal sealed class UnigramModel : JsonModel
{
    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly SentencePieceTokenizer _tokenizer;
    private readonly int _unknown;

    public UnigramModel(JsonPart model)
    {
        if (model.Flag("byte_fallback")) throw model.Unsupported("byte_fallback", "true", "false; take the .model file of SentencePiece that is published beside it");
        var list = model.List("vocab") is { Count: > 0 } found ? found : throw model.Wrong("vocab", null, "a list of tokens with scores, at least one");
        var pieces = new List<(string, float)>();
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonArray { Count: 2 } pair || pair[0] is not JsonValue token || !token.TryGetValue<string>(out var text) || text.Length == 0
                || pair[1] is not JsonValue number || !number.TryGetValue<double>(out var score))
                throw model.Wrong($"vocab[{i}]", list[i], "a token and a score");
            if (!_vocabulary.TryAdd(text, i)) throw new InvalidDataException($"its {model.Path}.vocab[{i}] is '{text}', which is vocab[{_vocabulary[text]}] already");
            pieces.Add((text, (float)score));
        }
        _unknown = model.Number("unk_id") is { } id && id >= 0 && id < pieces.Count ? id : throw model.Wrong("unk_id", model.Number("unk_id"), $"the number of a token, from 0 to {pieces.Count - 1}");
        _tokenizer = SentencePieceModel.Open(pieces, _unknown);
    }

    public override IReadOnlyDictionary<string, int> Vocabulary => _vocabulary;

    // Unknown ones in a row are one.
    public override IEnumerable<int> Encode(string piece)
    {
        var before = 0;
        foreach (var id in _tokenizer.EncodeToIds(piece, considerPreTokenization: false, considerNormalization: false))
        {
            var number = id == _unknown ? Unknown : id;
            if (number != Unknown || before != Unknown) yield return number;
            before = number;
        }
    }
}

/// <summary>Unigram models as files of SentencePiece, the form in which the library takes them: written field by field as protocol buffers are.</summary>
internal static class SentencePieceModel
{
    private const int Varint = 0, Block = 2, Fixed32 = 5;

    /// <summary>A tokenizer that does not change the text.</summary>
    /// <param name="pieces">The tokens and the logarithms of their probabilities.</param>
    /// <param name="unknown">The number of the unknown token.</param>
    public static SentencePieceTokenizer Open(IReadOnlyList<(string Text, float Score)> pieces, int unknown)
    {
        using var file = new MemoryStream();
        for (var i = 0; i < pieces.Count; i++)
        {
            using var piece = new MemoryStream();
            Write(piece, 1, System.Text.Encoding.UTF8.GetBytes(pieces[i].Text));
            Tag(piece, 2, Fixed32);
            piece.Write(BitConverter.GetBytes(pieces[i].Score));
            Write(piece, 3, i == unknown ? 2 : 1);
            Write(file, 1, piece.ToArray());
        }
        using var trainer = new MemoryStream();
        Write(trainer, 3, 1);
        Write(trainer, 40, unknown);
        // The library wants tokens for the beginning and the end, which nobody asks it to add.
        foreach (var unused in new[] { 41, 42 }) Write(trainer, unused, unknown);
        Write(file, 2, trainer.ToArray());
        using var normalizer = new MemoryStream();
        foreach (var change in new[] { 3, 4, 5 }) Write(normalizer, change, 0);
        Write(file, 3, normalizer.ToArray());
        file.Position = 0;
        return SentencePieceTokenizer.Create(file, addBeginningOfSentence: false);
    }

    private static void Tag(Stream stream, int field, int kind) => Number(stream, (ulong)((field << 3) | kind));

    private static void Write(Stream stream, int field, long value)
    {
        Tag(stream, field, Varint);
        Number(stream, (ulong)value);
    }

    private static void Write(Stream stream, int field, byte[] value)
    {
        Tag(stream, field, Block);
        Number(stream, (ulong)value.Length);
        stream.Write(value);
    }

    private static void Number(Stream stream, ulong value)
    {
        for (; value > 127; value >>= 7) stream.WriteByte((byte)(value | 128));
        stream.WriteByte((byte)value);
    }
}

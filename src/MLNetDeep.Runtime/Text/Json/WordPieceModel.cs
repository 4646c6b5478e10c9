namespace MLNetDeep.Runtime;

/// <summary>Parts of words from a list, the longest first (Wu et al., Google's Neural Machine Translation System, 2016). A word that has no such parts is one unknown token.</summary>
internal sealed class WordPieceModel : JsonModel
{
    private readonly Dictionary<string, int> _vocabulary;
    private readonly string _prefix, _unknown;
    private readonly int _longest;

    public WordPieceModel(JsonPart model)
    {
        _vocabulary = ReadVocabulary(model);
        _unknown = UnknownToken(model, _vocabulary) ?? throw model.Wrong("unk_token", null, "a token of the vocabulary");
        _prefix = model.Text("continuing_subword_prefix") ?? "##";
        _longest = model.Number("max_input_chars_per_word") ?? 100;
    }

    public override IReadOnlyDictionary<string, int> Vocabulary => _vocabulary;

    public override IEnumerable<int> Encode(string piece)
    {
        if (piece.EnumerateRunes().Count() > _longest) return [Unknown];
        var (found, from) = (new List<int>(), 0);
        while (from < piece.Length)
        {
            if (Longest(piece, ref from) is not { } id) return [Unknown];
            found.Add(id == _vocabulary[_unknown] ? Unknown : id);
        }
        return found;
    }

    private int? Longest(string piece, ref int from)
    {
        var prefix = from == 0 ? "" : _prefix;
        for (var end = piece.Length; end > from; end--)
        {
            if (!_vocabulary.TryGetValue(string.Concat(prefix, piece.AsSpan(from, end - from)), out var id)) continue;
            from = end;
            return id;
        }
        return null;
    }
}

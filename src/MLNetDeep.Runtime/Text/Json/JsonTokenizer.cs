namespace MLNetDeep.Runtime;

/// <summary>The tokenizer of a tokenizer.json.</summary>
internal sealed class JsonTokenizer(TokenizerSettings settings) : TextTokenizer(settings)
{
    private readonly TokenizerJson _tokenizer = TokenizerJson.Read(settings.File!);

    public override IReadOnlyList<string?> Tokens => _tokenizer.Tokens;

    protected override bool Add(ReadOnlySpan<char> text, List<int> tokens, int limit)
    {
        foreach (var id in _tokenizer.Encode(ValidText.Of(text)))
        {
            if (tokens.Count == limit) return false;
            tokens.Add(id < 0 ? TokenizerSettings.Unknown : TokenizerSettings.First + id);
        }
        return true;
    }
}

using System.Text.RegularExpressions;

namespace MLNetDeep.Runtime;

/// <summary>Tokens that are found in a text as they stand, before (special ones) or after it is normalized, and taken out of it: of several at one place the longest.</summary>
internal sealed class AddedTokens
{
    private readonly Func<string, string> _normalize;
    private readonly Finder _before, _after;

    private AddedTokens(List<Token> tokens, Func<string, string> normalize)
    {
        _normalize = normalize;
        Ids = tokens.ToDictionary(token => token.Text, token => token.Id, StringComparer.Ordinal);
        _before = new Finder(tokens.Where(token => !token.IsNormalized).Select(token => (token.Text, token)));
        _after = new Finder(tokens.Where(token => token.IsNormalized).Select(token => (normalize(token.Text), token)));
    }

    /// <summary>The tokens and their numbers.</summary>
    public IReadOnlyDictionary<string, int> Ids { get; }

    public static AddedTokens Read(JsonPart file, IReadOnlyDictionary<string, int> vocabulary, Func<string, string> normalize)
    {
        var tokens = new List<Token>();
        foreach (var part in file.Parts("added_tokens"))
        {
            var text = part.Text("content") is { Length: > 0 } found ? found : throw part.Wrong("content", null, "a text that is not empty");
            var id = part.Number("id") is { } number and >= 0 and <= JsonModel.MostTokens ? number : throw part.Wrong("id", part.Number("id"), $"a whole number from 0 to {JsonModel.MostTokens}");
            if (part.Flag("single_word")) throw part.Unsupported("single_word", "true", "false");
            if (tokens.Any(token => token.Text == text)) throw new InvalidDataException($"its {part.Path}.content '{text}' is there twice");
            if (vocabulary.TryGetValue(text, out var known) && known != id) throw new InvalidDataException($"its {part.Path}.id is {id}, but '{text}' has the number {known} in model.vocab");
            tokens.Add(new Token(text, id, part.Flag("lstrip"), part.Flag("rstrip"), part.Flag("normalized", !part.Flag("special"))));
        }
        return new AddedTokens(tokens, normalize);
    }

    /// <summary>The parts of a text: normalized text, or the number of a token.</summary>
    public IEnumerable<(string Text, int? Token)> Split(string text)
    {
        foreach (var (raw, token) in _before.Split(text))
        {
            if (token is not null) yield return (raw, token);
            else foreach (var part in _after.Split(_normalize(raw))) yield return part;
        }
    }

    private sealed record Token(string Text, int Id, bool StripLeft, bool StripRight, bool IsNormalized);

    private sealed class Finder
    {
        private readonly Regex? _any;
        private readonly List<Token> _tokens = [];

        public Finder(IEnumerable<(string Text, Token Token)> tokens)
        {
            var sorted = tokens.Where(token => token.Text.Length > 0).OrderByDescending(token => token.Text.Length).ToList();
            _tokens.AddRange(sorted.Select(token => token.Token));
            if (sorted.Count == 0) return;
            // Spaces before a token are looked at from their first one alone: from each of them, many spaces would take very long.
            var patterns = sorted.Select(token => $"({(token.Token.StripLeft ? @"(?:(?<!\s)|\G)\s*" : "")}{Regex.Escape(token.Text)}{(token.Token.StripRight ? @"\s*" : "")})");
            _any = new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant);
        }

        public IEnumerable<(string Text, int? Token)> Split(string text)
        {
            var from = 0;
            for (var match = _any?.Match(text); match is { Success: true }; match = match.NextMatch())
            {
                if (match.Index > from) yield return (text[from..match.Index], null);
                var group = Enumerable.Range(1, _tokens.Count).First(i => match.Groups[i].Success);
                yield return (match.Value, _tokens[group - 1].Id);
                from = match.Index + match.Length;
            }
            if (from < text.Length) yield return (text[from..], null);
        }
    }
}

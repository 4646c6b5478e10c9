using System.Buffers;
using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>Turns texts into numbers of tokens. Many threads may use one.</summary>
internal abstract class TextTokenizer(TokenizerSettings settings)
{
    /// <summary>What it is made of.</summary>
    public TokenizerSettings Settings => settings;

    /// <summary>The tokens, the first of them has the number <see cref="TokenizerSettings.First"/>; null for numbers that no token has.</summary>
    public virtual IReadOnlyList<string?> Tokens => settings.Vocabulary;

    /// <summary>Makes a tokenizer.</summary>
    /// <exception cref="InvalidDataException">The settings' file is none of its kind; the message says what is wrong, as the end of a sentence about the file.</exception>
    public static TextTokenizer Create(TokenizerSettings settings) => settings.Kind switch
    {
        TokenizerKind.Words => new WordTokenizer(settings),
        TokenizerKind.Characters => new CharacterTokenizer(settings),
        TokenizerKind.Json => new JsonTokenizer(settings),
        TokenizerKind.SentencePiece => new PieceTokenizer(settings),
        _ => new LibraryTokenizer(settings),
    };

    /// <summary>The tokens of a text: at least one, at most as many as the settings allow. A text without any is one unknown token.</summary>
    /// <param name="text">The text. What is no valid UTF-16 counts as U+FFFD.</param>
    /// <param name="isCut">Whether tokens were cut off.</param>
    public int[] Encode(ReadOnlySpan<char> text, out bool isCut)
    {
        var tokens = Find(text, out isCut);
        if (tokens.Count == 0) tokens.Add(TokenizerSettings.Unknown);
        return [.. tokens];
    }

    /// <summary>The tokens of a text as texts, none where it has none; unknown ones are empty.</summary>
    public string[] Texts(ReadOnlySpan<char> text) =>
        [.. Find(text, out _).Select(token => token < TokenizerSettings.First ? "" : Tokens[token - TokenizerSettings.First] ?? "")];

    private List<int> Find(ReadOnlySpan<char> text, out bool isCut)
    {
        var tokens = new List<int>(Math.Min(settings.Limit, 8 + (text.Length / 4)));
        isCut = !Add(text, tokens, settings.Limit);
        return tokens;
    }

    /// <summary>Adds tokens up to a limit; false when there are more.</summary>
    protected abstract bool Add(ReadOnlySpan<char> text, List<int> tokens, int limit);
}

/// <summary>Words, numbers and single signs, each a token.</summary>
internal sealed class WordTokenizer : TextTokenizer
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;

    public WordTokenizer(TokenizerSettings settings) : base(settings)
    {
        var numbers = new Dictionary<string, int>(settings.Vocabulary.Count, StringComparer.Ordinal);
        for (var i = 0; i < settings.Vocabulary.Count; i++) numbers[settings.Vocabulary[i]] = TokenizerSettings.First + i;
        _numbers = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    protected override bool Add(ReadOnlySpan<char> text, List<int> tokens, int limit)
    {
        // No 'using': leaving its protected block early costs a third of the speed, and what is not given back to the pool after an exception is collected.
        var words = new WordScanner(text, Settings.Lowercase);
        var numbers = _numbers;
        bool more;
        while ((more = words.MoveNext()) && tokens.Count < limit)
        {
            if (!numbers.TryGetValue(words.Current, out var number)) number = TokenizerSettings.Unknown;
            tokens.Add(number);
        }
        words.Dispose();
        return !more;
    }
}

/// <summary>Characters, each a token.</summary>
internal sealed class CharacterTokenizer : TextTokenizer
{
    private readonly Dictionary<Rune, int> _numbers = [];

    public CharacterTokenizer(TokenizerSettings settings) : base(settings)
    {
        for (var i = 0; i < settings.Vocabulary.Count; i++) _numbers[Rune.GetRuneAt(settings.Vocabulary[i], 0)] = TokenizerSettings.First + i;
    }

    protected override bool Add(ReadOnlySpan<char> text, List<int> tokens, int limit)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (tokens.Count == limit) return false;
            tokens.Add(_numbers.GetValueOrDefault(Settings.Lowercase ? Rune.ToLowerInvariant(rune) : rune, TokenizerSettings.Unknown));
        }
        return true;
    }
}

/// <summary>
/// Goes through the words of a text: letters, marks and digits in a row; an apostrophe belongs to what follows it (it's: it 's); any other sign that is
/// not space stands alone.
/// </summary>
internal ref struct WordScanner : IDisposable
{
    private static readonly SearchValues<char> _asciiParts = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly bool _lowercase;
    private ReadOnlySpan<char> _rest;
    private char[] _word = ArrayPool<char>.Shared.Rent(64);
    private int _length;

    /// <summary>Begins before the first word.</summary>
    /// <param name="text">The text. What is no valid UTF-16 counts as U+FFFD.</param>
    /// <param name="lowercase">Whether words are given in lower case.</param>
    public WordScanner(ReadOnlySpan<char> text, bool lowercase)
    {
        _rest = text;
        _lowercase = lowercase;
    }

    /// <summary>The word.</summary>
    public readonly ReadOnlySpan<char> Current => _word.AsSpan(0, _length);

    public bool MoveNext()
    {
        _length = 0;
        while (!_rest.IsEmpty)
        {
            // Most of most texts, without looking at each character.
            if (TakeAscii()) continue;
            var isSpace = _rest[0] == ' ';
            if (isSpace && _length > 0) return true;
            if (isSpace) _rest = _rest[1..];
            else if (TakeRune()) return true;
        }
        return _length > 0;
    }

    public readonly void Dispose() => ArrayPool<char>.Shared.Return(_word);

    // Takes letters and digits in a row; false where there is none.
    private bool TakeAscii()
    {
        var count = _rest.IndexOfAnyExcept(_asciiParts);
        if (count == 0) return false;
        var run = count < 0 ? _rest : _rest[..count];
        Reserve(run.Length);
        var target = _word.AsSpan(_length);
        if (_lowercase) Ascii.ToLower(run, target, out _);
        else run.CopyTo(target);
        _length += run.Length;
        _rest = _rest[run.Length..];
        return true;
    }

    // Takes any character; true where a word ends before it or with it.
    private bool TakeRune()
    {
        Peek(out var rune, out var taken);
        var isPart = Rune.IsLetterOrDigit(rune) || IsMark(rune);
        // What stands alone ends a word, and is one where none was begun.
        if (!isPart && _length > 0) return true;
        _rest = _rest[taken..];
        if (Rune.IsWhiteSpace(rune)) return false;
        Append(rune);
        return !isPart && !(IsApostrophe(rune) && Peek(out var next, out _) && Rune.IsLetter(next));
    }

    private readonly bool Peek(out Rune rune, out int taken)
    {
        (rune, taken) = (default, 0);
        if (_rest.IsEmpty) return false;
        Rune.DecodeFromUtf16(_rest, out rune, out taken);
        return true;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
        or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    private void Append(Rune rune)
    {
        Reserve(2);
        _length += (_lowercase ? Rune.ToLowerInvariant(rune) : rune).EncodeToUtf16(_word.AsSpan(_length));
    }

    private void Reserve(int more)
    {
        if (_length + more <= _word.Length) return;
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(2 * _word.Length, _length + more));
        Current.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_word);
        _word = larger;
    }
}

using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>Makes of a text what the pieces of a SentencePiece model are found in: characters replaced, spaces made U+2581. Symbols that users defined stay as they are.</summary>
internal sealed class PieceNormalizer(SentencePieceFile file, PieceTrie symbols)
{
    private const char Mark = '\u2581';
    private readonly char _space = file.MarksSpaces ? Mark : ' ';

    public string Normalize(ReadOnlySpan<char> text)
    {
        if (file.RemovesSpaces)
        {
            while (!text.IsEmpty && Next(text, out var read) is " ") text = text[read..];
        }
        if (text.IsEmpty) return "";
        var (result, isAfterSpace) = (new StringBuilder(text.Length + 8), file.RemovesSpaces);
        if (file is { AddsSpace: true, SpaceIsSuffix: false }) result.Append(_space);
        while (!text.IsEmpty)
        {
            var next = Next(text, out var read).AsSpan();
            text = text[read..];
            if (isAfterSpace) next = next.TrimStart(' ');
            if (!next.IsEmpty)
            {
                foreach (var one in next) result.Append(one == ' ' ? _space : one);
                isAfterSpace = file.RemovesSpaces && next[^1] == ' ';
            }
        }
        if (file.RemovesSpaces)
        {
            while (result.Length > 0 && result[^1] == _space) result.Length--;
        }
        if (file is { AddsSpace: true, SpaceIsSuffix: true }) result.Append(_space);
        return result.ToString();
    }

    // What the beginning of a text becomes, and how much of it that is.
    private string Next(ReadOnlySpan<char> text, out int read)
    {
        if (symbols.Longest(text, out read) >= 0) return text[..read].ToString();
        if (file.Characters?.Longest(text, out read) is { } replaced) return replaced;
        read = char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
        return text[..read].ToString();
    }
}

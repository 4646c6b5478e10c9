using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>
/// What characters are replaced by, as SentencePiece writes it: the length of a double-array trie in bytes, the trie, whose leaves are places in what follows, and
/// the replacements in UTF-8, each ended by a zero.
/// </summary>
internal sealed class CharacterTable
{
    // What is longer is looked up character by character.
    private const int LongestCluster = 6;
    private readonly uint[] _trie;
    private readonly byte[] _replacements;

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public CharacterTable(byte[] table)
    {
        if (table.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(table) is var size && (size % 4 != 0 || size == 0 || size > table.Length - 4))
            throw new InvalidDataException($"its first number must be the length of a trie that follows, but there are {table.Length} bytes");
        _trie = new uint[size / 4];
        for (var i = 0; i < _trie.Length; i++) _trie[i] = BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(4 + (4 * i)));
        _replacements = table[(int)(4 + size)..];
    }

    /// <summary>The text with all that is in the table replaced: clusters of a letter and its marks as a whole where they are short, else single characters.</summary>
    public string Replace(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var clusters = StringInfo.GetTextElementEnumerator(text); clusters.MoveNext();)
        {
            var cluster = clusters.GetTextElement();
            if (Encoding.UTF8.GetByteCount(cluster) < LongestCluster && Find(cluster) is { } whole) result.Append(whole);
            else
                foreach (var rune in cluster.EnumerateRunes()) result.Append(Find(rune.ToString()) ?? rune.ToString());
        }
        return result.ToString();
    }

    /// <summary>What the longest beginning of a text that is in the table is replaced by; null where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How long that beginning is.</param>
    public string? Longest(ReadOnlySpan<char> text, out int length)
    {
        var (at, found, place) = (Down(0, _trie[0]), 0, -1L);
        Span<byte> bytes = stackalloc byte[4];
        for (var read = 0; read < text.Length;)
        {
            Rune.DecodeFromUtf16(text[read..], out var rune, out var taken);
            read += taken;
            var isLeaf = false;
            foreach (var part in bytes[..rune.EncodeToUtf8(bytes)])
            {
                at ^= part;
                if (part == 0 || at >= _trie.Length || (_trie[at] & 0x8000_00FF) != part)
                {
                    length = found;
                    return place < 0 ? null : At((uint)place);
                }
                var unit = _trie[at];
                at = Down(at, unit);
                isLeaf = (unit >> 8 & 1) == 1 && at < _trie.Length;
            }
            if (isLeaf) (found, place) = (read, _trie[at] & 0x7FFF_FFFF);
        }
        length = found;
        return place < 0 ? null : At((uint)place);
    }

    // A unit has a label in its lowest byte, the way to its children above, and says whether there is a leaf among them.
    private string? Find(string text)
    {
        var at = Down(0, _trie[0]);
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            at ^= part;
            if (part == 0 || at >= _trie.Length || (_trie[at] & 0x8000_00FF) != part) return null;
            var unit = _trie[at];
            at = Down(at, unit);
            if ((unit >> 8 & 1) == 1 && at < _trie.Length) return At(_trie[at] & 0x7FFF_FFFF);
        }
        return null;
    }

    private static uint Down(uint at, uint unit) => at ^ (unit >> 10 << (int)((unit & (1u << 9)) >> 6));

    private string? At(uint place)
    {
        if (place >= _replacements.Length) return null;
        var rest = _replacements.AsSpan((int)place);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}

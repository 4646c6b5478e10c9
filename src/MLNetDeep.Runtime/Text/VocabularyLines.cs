using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>A vocab.txt as BERT has it: a token a line, numbered from 0 on.</summary>
internal static class VocabularyLines
{
    private static readonly string[] _needed = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"];

    /// <summary>The tokens.</summary>
    /// <exception cref="InvalidDataException">The file is empty, has an empty or a repeated line, or lacks a token that all such files have.</exception>
    public static IReadOnlyList<string> Read(byte[] file)
    {
        using var reader = new StreamReader(new MemoryStream(file), Encoding.UTF8);
        var (tokens, lines, empty) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal), 0);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                empty = empty == 0 ? tokens.Count + 1 : empty;
                continue;
            }
            if (empty > 0) throw new InvalidDataException($"line {empty} is empty; each line has a token");
            tokens.Add(line);
            if (!lines.TryAdd(line, tokens.Count)) throw new InvalidDataException($"line {tokens.Count} is '{line}', as is line {lines[line]}; each line has another token");
        }
        if (tokens.Count == 0) throw new InvalidDataException("it is empty; each line has a token");
        var missing = _needed.Where(token => !lines.ContainsKey(token)).ToList();
        if (missing.Count > 0) throw new InvalidDataException($"of its {tokens.Count} lines none is {string.Join(", ", missing)}; there must be {string.Join(", ", _needed)}");
        return tokens;
    }
}

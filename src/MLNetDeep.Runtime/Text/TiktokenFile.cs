using Microsoft.ML.Tokenizers;

namespace MLNetDeep.Runtime;

/// <summary>A .tiktoken file: a line for each token, its bytes in base 64 and its number. How texts are split first goes by the encoding's name, which files do not hold.</summary>
internal static class TiktokenFile
{
    // The library knows encodings by a model that has them.
    private static readonly Dictionary<string, string> _models = new(StringComparer.Ordinal)
    {
        ["gpt2"] = "gpt2",
        ["r50k_base"] = "davinci",
        ["p50k_base"] = "text-davinci-003",
        ["p50k_edit"] = "text-davinci-edit-001",
        ["cl100k_base"] = "gpt-4",
        ["o200k_base"] = "gpt-4o",
    };

    /// <summary>The encodings that are known.</summary>
    public static IReadOnlyCollection<string> Encodings => _models.Keys;

    /// <summary>Opens a file.</summary>
    public static TiktokenTokenizer Open(byte[] file, string encoding) =>
        TiktokenTokenizer.CreateForModel(_models[encoding], new MemoryStream(file));

    /// <summary>The token of each number, with a character for each byte; null for numbers without one.</summary>
    /// <exception cref="InvalidDataException">A line is none of a token, a token or number is there twice, or a byte has no token.</exception>
    public static IReadOnlyList<string?> Read(byte[] file)
    {
        using var reader = new StreamReader(new MemoryStream(file));
        var (tokens, known, number) = (new List<string?>(), new HashSet<string>(StringComparer.Ordinal), 0);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0) continue;
            var (token, rank) = Parse(line) ?? throw new InvalidDataException($"line {number} is '{(line.Length > 60 ? $"{line[..60]}…" : line)}'; each line has the bytes of a token in base 64, a space and its number");
            if (!known.Add(token)) throw new InvalidDataException($"the token of line {number} is there twice");
            while (tokens.Count <= rank) tokens.Add(null);
            if (tokens[rank] is not null) throw new InvalidDataException($"line {number} has the number {rank}, which another line has");
            tokens[rank] = token;
        }
        var missing = Enumerable.Range(0, 256).Where(value => !known.Contains(ByteText.All[value].ToString())).ToList();
        if (missing.Count > 0) throw new InvalidDataException($"of its {known.Count} tokens none is the byte {missing[0]}; there must be one for each of the 256 bytes");
        return tokens;
    }

    private static (string Token, int Rank)? Parse(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 2 || !int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var rank) || rank > 16_000_000) return null;
        var bytes = new byte[parts[0].Length];
        return Convert.TryFromBase64String(parts[0], bytes, out var count) && count > 0 ? (ByteText.Of(bytes[..count]), rank) : null;
    }
}

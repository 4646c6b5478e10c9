using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Text;

/// <summary>Published vectors of the words of a vocabulary.</summary>
/// <param name="Size">Numbers of each.</param>
/// <param name="Of">That of each word of the vocabulary; null where the file has none.</param>
internal sealed record WordVectors(int Size, IReadOnlyList<float[]?> Of)
{
    /// <summary>How many words have one.</summary>
    public int Found => Of.Count(vector => vector is not null);
}

/// <summary>A file of word vectors. It is gone through twice, and no more is kept than is wanted: such files may have millions of words.</summary>
internal sealed class WordVectorFile(string file, bool lowercase, CancellationToken cancel)
{
    private const string Option = nameof(TextTrainerOptions.WordVectorsFile);

    /// <summary>
    /// Fills a vocabulary up: first with rarer words of the training texts that the file has, the most frequent first, then with words of the file, in its order.
    /// </summary>
    /// <param name="frequent">The vocabulary so far.</param>
    /// <param name="rarer">Further words of the training texts, the most frequent first.</param>
    /// <param name="size">The most words.</param>
    public IReadOnlyList<string> Fill(IReadOnlyList<string> frequent, IReadOnlyList<string> rarer, int size)
    {
        var room = size - frequent.Count;
        if (room <= 0) return frequent;
        var known = frequent.ToHashSet(StringComparer.Ordinal);
        var rare = rarer.ToHashSet(StringComparer.Ordinal);
        var (found, others) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        Read(reader =>
        {
            if (Token(reader.Word) is not { } token || known.Contains(token)) return;
            if (rare.Contains(token)) found.Add(token);
            else if (others.Count < room && reader.Vector() is not null && known.Add(token)) others.Add(token);
        });
        return [.. frequent, .. rarer.Where(found.Contains).Concat(others).Take(room)];
    }

    /// <summary>The vectors of a vocabulary: of a word as it stands there, else in other case where texts are put into lower case; of several the first.</summary>
    public WordVectors Vectors(IReadOnlyList<string> vocabulary)
    {
        var numbers = vocabulary.Index().ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
        var vectors = new float[]?[vocabulary.Count];
        var isExact = new bool[vocabulary.Count];
        var size = 0;
        Read(reader =>
        {
            size = reader.Size;
            var isSame = numbers.TryGetValue(reader.Word, out var number);
            if (!isSame && !(Token(reader.Word) is { } token && numbers.TryGetValue(token, out number))) return;
            if (isSame ? isExact[number] : vectors[number] is not null) return;
            if (reader.Vector() is not { } vector) return;
            (vectors[number], isExact[number]) = (vector, isSame);
        });
        return new WordVectors(size, vectors) is { Found: > 0 } found ? found
            : throw new InvalidDataException($"'{file}', which {Option} names, has a vector for none of the {vocabulary.Count} words of the vocabulary.");
    }

    // What a word of the file is in a text; null where it is no one word there.
    private string? Token(string word)
    {
        using var words = new WordScanner(word, lowercase);
        if (!words.MoveNext()) return null;
        var token = words.Current.ToString();
        return words.MoveNext() || (token.Length != word.Length && !lowercase) || word.Any(char.IsWhiteSpace) ? null : token;
    }

    private void Read(Action<WordVectorReader> see)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no file '{file}', which {Option} names.", file);
        try
        {
            using var reader = WordVectorReader.Open(file);
            for (var count = 0L; reader.MoveNext(); count++)
            {
                if (count % 4096 == 0) cancel.ThrowIfCancellationRequested();
                see(reader);
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{file}', which {Option} names, has no word vectors that can be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}

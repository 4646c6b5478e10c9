using System.Globalization;
using System.Text;
using MLNetDeep.Files.Reading;

namespace MLNetDeep.Inputs.Text;

/// <summary>Goes through the words of a file of word vectors; numbers are read only of words that are wanted.</summary>
internal abstract class WordVectorReader : IDisposable
{
    // What the first bytes of fastText's own files say.
    private const uint FastText = 0x2F4F16BA;

    /// <summary>Numbers of each vector.</summary>
    public int Size { get; protected init; }

    /// <summary>The word.</summary>
    public string Word { get; protected set; } = "";

    /// <summary>Goes on to the next word; false at the end.</summary>
    public abstract bool MoveNext();

    /// <summary>The vector of the word; null where it is none after all: words may have spaces.</summary>
    public abstract float[]? Vector();

    public abstract void Dispose();

    /// <summary>Opens a file: text with or without a line of counts at the beginning (GloVe, word2vec, fastText), or the binary form of word2vec; packed by gzip or not.</summary>
    /// <exception cref="InvalidDataException">It is none of these.</exception>
    public static WordVectorReader Open(string file)
    {
        var head = new byte[4096];
        int count;
        using (var beginning = Unpacked(file)) count = beginning.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (count == 0) throw new InvalidDataException("it is empty");
        if (count >= 4 && BitConverter.ToUInt32(head) == FastText) throw new InvalidDataException("it is fastText's own binary form; take the .vec file that is published beside it");
        // Numbers in binary have bytes that no text has.
        var isBinary = head.AsSpan(0, count).ContainsAnyInRange((byte)0, (byte)8) || head.AsSpan(0, count).ContainsAnyInRange((byte)14, (byte)31);
        var stream = Unpacked(file);
        try
        {
            return isBinary ? new BinaryWordVectors(stream) : new TextWordVectors(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static Stream Unpacked(string file)
    {
        var stream = File.OpenRead(file);
        var isPacked = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return isPacked ? new WholeGzipStream(stream) : stream;
    }

    /// <summary>The counts of words and numbers that a first line may have; null where it has none.</summary>
    protected static (long Words, int Size)? Counts(string line) =>
        line.TrimEnd().Split(' ') is [var words, var size] && long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var numbers) ? (count, numbers) : null;

    protected static void CheckSize(int size)
    {
        if (size is < 1 or > 100_000) throw new InvalidDataException($"line 1 says that vectors have {size.ToString(CultureInfo.InvariantCulture)} numbers; 1 to 100000 are allowed");
    }

    protected static void CheckEnd(long found, long expected)
    {
        if (found < expected) throw new InvalidDataException($"line 1 says that there are {expected} words, but the file ends after {found}");
    }
}

/// <summary>A word and its numbers a line, with single spaces between.</summary>
internal sealed class TextWordVectors : WordVectorReader
{
    private readonly StreamReader _reader;
    private readonly long _expected;
    private string? _ahead;
    private string _line = "";
    private long _number, _words;

    public TextWordVectors(Stream stream)
    {
        _reader = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16);
        var first = _reader.ReadLine() ?? "";
        if (Counts(first) is { } counts)
        {
            (_expected, Size, _number) = (counts.Words, counts.Size, 1);
        }
        else
        {
            (_ahead, Size) = (first, first.TrimEnd().Split(' ').Length - 1);
            if (Size < 1) throw new InvalidDataException($"line 1 is '{Short(first)}'; each line has a word and its numbers, with spaces between");
        }
        CheckSize(Size);
    }

    public override bool MoveNext()
    {
        for (; (_ahead ?? _reader.ReadLine()) is { } line; _ahead = null)
        {
            _number++;
            if (line.Length == 0) continue;
            var end = line.IndexOf(' ', 1);
            if (end < 0) throw Wrong(line, 0);
            (_line, Word, _ahead) = (line, line[..end], null);
            _words++;
            return true;
        }
        CheckEnd(_words, _expected);
        return false;
    }

    public override float[]? Vector()
    {
        var parts = _line.AsSpan(Word.Length).Trim();
        var count = parts.Count(' ') + 1;
        if (count > Size) return null;
        if (count < Size) throw Wrong(_line, count);
        var (vector, i) = (new float[Size], 0);
        foreach (var part in parts.Split(' '))
        {
            if (!float.TryParse(parts[part], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !float.IsFinite(value))
                throw new InvalidDataException($"line {_number} has '{Short(parts[part].ToString())}', which is no finite number");
            vector[i++] = value;
        }
        return vector;
    }

    public override void Dispose() => _reader.Dispose();

    private InvalidDataException Wrong(string line, int count) =>
        new($"line {_number} ('{Short(line)}') has {count} numbers; each line has a word and {Size} numbers, with spaces between");

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}

/// <summary>The binary form of word2vec: a line of counts, then words that end with a space, each with its numbers as 32 bits.</summary>
internal sealed class BinaryWordVectors : WordVectorReader
{
    private const int LongestWord = 10_000;
    private readonly BufferedStream _stream;
    private readonly long _expected;
    private readonly byte[] _numbers;
    private readonly List<byte> _word = [];
    private long _words;

    public BinaryWordVectors(Stream stream)
    {
        _stream = new BufferedStream(stream, 1 << 16);
        var first = ReadTo((byte)'\n') ?? "";
        var counts = Counts(first) ?? throw new InvalidDataException("it has bytes that are no text, but its first line is no count of words and of numbers, as word2vec writes it");
        (_expected, Size) = counts;
        CheckSize(Size);
        _numbers = new byte[4 * Size];
    }

    public override bool MoveNext()
    {
        if (_words == _expected) return false;
        if (ReadTo((byte)' ') is not { } word || _stream.ReadAtLeast(_numbers, _numbers.Length, throwOnEndOfStream: false) < _numbers.Length)
        {
            CheckEnd(_words, _expected);
            return false;
        }
        // Some writers end a vector with a new line, some do not.
        (Word, _words) = (word.TrimStart('\n'), _words + 1);
        return true;
    }

    public override float[] Vector()
    {
        var vector = new float[Size];
        for (var i = 0; i < Size; i++) vector[i] = System.Buffers.Binary.BinaryPrimitives.ReadSingleLittleEndian(_numbers.AsSpan(4 * i));
        return vector.All(float.IsFinite) ? vector : throw new InvalidDataException($"word {_words} ('{Word}') has a number that is not finite");
    }

    public override void Dispose() => _stream.Dispose();

    private string? ReadTo(byte end)
    {
        _word.Clear();
        for (var next = _stream.ReadByte(); next != end; next = _stream.ReadByte())
        {
            if (next < 0) return null;
            if (_word.Count == LongestWord) throw new InvalidDataException($"after word {_words} there is none that ends within {LongestWord} bytes");
            _word.Add((byte)next);
        }
        return Encoding.UTF8.GetString([.. _word]);
    }
}

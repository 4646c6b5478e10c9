using System.Buffers.Binary;
using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>What a piece of a SentencePiece model is.</summary>
internal enum PieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>A piece of a SentencePiece model.</summary>
/// <param name="Text">Its text; spaces are U+2581.</param>
/// <param name="Score">For unigram the logarithm of its probability; for byte pairs the higher, the earlier it is joined.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Piece(string Text, float Score, PieceKind Kind);

/// <summary>A model file of SentencePiece (.model): a protocol buffer, whose fields that change tokens are read.</summary>
internal sealed class SentencePieceFile
{
    private const int Unigram = 1, BytePair = 2;

    private SentencePieceFile()
    {
    }

    /// <summary>The pieces; the place of each is its number.</summary>
    public List<Piece> Pieces { get; } = [];

    /// <summary>The number of the unknown piece.</summary>
    public int Unknown { get; private set; } = -1;

    /// <summary>Whether pieces are joined pair by pair; else they are the most likely ones (unigram).</summary>
    public bool IsBytePairs { get; private set; }

    /// <summary>Whether what is unknown becomes its bytes.</summary>
    public bool HasBytes { get; private set; }

    /// <summary>Whether spaces belong to the word before them.</summary>
    public bool SpaceIsSuffix { get; private set; }

    /// <summary>What characters are replaced by; null for nothing.</summary>
    public CharacterTable? Characters { get; private set; }

    /// <summary>Whether texts begin with a space of their own.</summary>
    public bool AddsSpace { get; private set; } = true;

    /// <summary>Whether spaces at both ends, and all but one of several, are left out.</summary>
    public bool RemovesSpaces { get; private set; } = true;

    /// <summary>Whether spaces become U+2581.</summary>
    public bool MarksSpaces { get; private set; } = true;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is none, or has a model of another kind.</exception>
    public static SentencePieceFile Read(byte[] file)
    {
        var found = new SentencePieceFile();
        for (var fields = new ProtoFields(file); fields.MoveNext();)
        {
            switch (fields.Field)
            {
                case 1: found.Pieces.Add(ReadPiece(fields.Block)); break;
                case 2: found.ReadTraining(fields.Block); break;
                case 3: found.ReadNormalizing(fields.Block); break;
                default: break;
            }
        }
        found.Check();
        return found;
    }

    private static Piece ReadPiece(ReadOnlySpan<byte> block)
    {
        var piece = new Piece("", 0, PieceKind.Normal);
        for (var fields = new ProtoFields(block); fields.MoveNext();)
        {
            piece = fields.Field switch
            {
                1 => piece with { Text = Encoding.UTF8.GetString(fields.Block) },
                2 => piece with { Score = BitConverter.UInt32BitsToSingle((uint)fields.Number) },
                3 => piece with { Kind = (PieceKind)fields.Number },
                _ => piece,
            };
        }
        return piece;
    }

    private void ReadTraining(ReadOnlySpan<byte> block)
    {
        for (var fields = new ProtoFields(block); fields.MoveNext();)
        {
            switch (fields.Field)
            {
                case 3:
                    if (fields.Number is not (Unigram or BytePair)) throw new InvalidDataException("it is a model of SentencePiece for words or characters; unigram and byte pairs are supported");
                    IsBytePairs = fields.Number == BytePair;
                    break;
                case 24: SpaceIsSuffix = fields.Number != 0; break;
                case 35: HasBytes = fields.Number != 0; break;
                default: break;
            }
        }
    }

    private void ReadNormalizing(ReadOnlySpan<byte> block)
    {
        for (var fields = new ProtoFields(block); fields.MoveNext();)
        {
            switch (fields.Field)
            {
                case 2: Characters = fields.Block.Length > 0 ? new CharacterTable(fields.Block.ToArray()) : null; break;
                case 3: AddsSpace = fields.Number != 0; break;
                case 4: RemovesSpaces = fields.Number != 0; break;
                case 5: MarksSpaces = fields.Number != 0; break;
                default: break;
            }
        }
    }

    private void Check()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, piece) in Pieces.Index())
        {
            if (piece.Text.Length == 0) throw new InvalidDataException($"its piece {place} is empty");
            if (!known.Add(piece.Text)) throw new InvalidDataException($"its piece '{piece.Text}' is there twice");
            if (piece.Kind == PieceKind.Unknown) Unknown = Unknown < 0 ? place : throw new InvalidDataException($"its pieces {Unknown} and {place} both stand for what is unknown");
        }
        if (Unknown < 0) throw new InvalidDataException("it is no model of SentencePiece: none of its pieces stands for what is unknown");
        if (HasBytes && Enumerable.Range(0, 256).Where(value => !known.Contains(ByteName((byte)value))).ToList() is [var missing, ..])
            throw new InvalidDataException($"it has byte_fallback, but no piece '{ByteName((byte)missing)}'");
    }

    /// <summary>How the piece of a byte is called.</summary>
    public static string ByteName(byte value) => $"<0x{value:X2}>";
}

/// <summary>Goes through the fields of a protocol buffer.</summary>
internal ref struct ProtoFields(ReadOnlySpan<byte> rest)
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;
    private ReadOnlySpan<byte> _rest = rest;

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>What a field of a number holds.</summary>
    public ulong Number { get; private set; }

    /// <summary>What a field of bytes holds.</summary>
    public ReadOnlySpan<byte> Block { get; private set; }

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        var key = ReadVarint();
        (Field, Number) = ((int)(key >> 3), 0);
        Block = default;
        switch ((int)(key & 7))
        {
            case Varint: Number = ReadVarint(); break;
            case Fixed64: Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8)); break;
            case Bytes: Block = Take(ReadVarint()); break;
            case Fixed32: Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4)); break;
            default: throw Wrong();
        }
        return true;
    }

    private static InvalidDataException Wrong() => new("it is no model of SentencePiece");

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length) throw Wrong();
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 127) << shift;
            if (part < 128) return value;
        }
        throw Wrong();
    }
}

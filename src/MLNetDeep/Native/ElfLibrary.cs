using System.Buffers.Binary;
using System.Text;

namespace MLNetDeep.Native;

/// <summary>
/// What a 64-bit little-endian ELF library asks of others: symbols and their versions (System V ABI; Linux Standard Base,
/// section "Symbol Versioning"). Changes are made in place, so that nothing in the file moves.
/// </summary>
internal sealed class ElfLibrary
{
    private const uint VersionNeeds = 0x6ffffffe;
    private static readonly byte[] Magic = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    private readonly byte[] _bytes;
    private readonly int _needs;
    private readonly int _strings;
    private readonly int _stringsLength;

    /// <param name="bytes">The whole file, which is changed.</param>
    /// <exception cref="InvalidDataException">It is none, or asks for no versions.</exception>
    public ElfLibrary(byte[] bytes)
    {
        _bytes = bytes;
        (_needs, _strings, _stringsLength) = Find();
    }

    /// <summary>Lets the library call another function in place of one.</summary>
    /// <exception cref="InvalidDataException">It does not call that function, or the other's name is longer.</exception>
    public void CallInstead(string symbol, string other)
    {
        var at = PlaceOf(symbol);
        if (at < 0 || other.Length > symbol.Length) throw new InvalidDataException($"The library does not call '{symbol}'.");
        var name = _bytes.AsSpan(_strings + at, symbol.Length);
        name.Clear();
        Encoding.ASCII.GetBytes(other, name);
    }

    /// <summary>Asks for another version of what it takes from a library.</summary>
    /// <exception cref="InvalidDataException">It asks for neither the one nor the other.</exception>
    public void AskInstead(string version, string other)
    {
        var name = PlaceOf(other);
        foreach (var entry in Versions())
        {
            if (name < 0 || NameOf(entry) != version) continue;
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(entry), Hash(other));
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(entry + 8), name);
            return;
        }
        throw new InvalidDataException($"The library does not ask for '{version}', or for '{other}'.");
    }

    private (int Needs, int Strings, int Length) Find()
    {
        if (_bytes.Length < 64 || !_bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw new InvalidDataException("This is no 64-bit ELF library.");
        var sections = (First: Long(0x28), Size: UShort(0x3A), Count: UShort(0x3C));
        for (var i = 0; i < sections.Count; i++)
        {
            var header = checked((int)sections.First + (i * sections.Size));
            if ((uint)Int(header + 4) != VersionNeeds) continue;
            var names = checked((int)sections.First + (Int(header + 0x28) * sections.Size));
            return checked(((int)Long(header + 0x18), (int)Long(names + 0x18), (int)Long(names + 0x20)));
        }
        throw new InvalidDataException("The library asks for no versions.");
    }

    // Each library that is needed has a chain of versions that are asked of it.
    private IEnumerable<int> Versions()
    {
        for (var need = _needs; ; need += Int(need + 12))
        {
            for (int i = 0, entry = need + Int(need + 8); i < UShort(need + 2); i++, entry += Int(entry + 12)) yield return entry;
            if (Int(need + 12) == 0) yield break;
        }
    }

    private string NameOf(int entry)
    {
        var text = _bytes.AsSpan(_strings + Int(entry + 8));
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    private int PlaceOf(string name)
    {
        var at = _bytes.AsSpan(_strings, _stringsLength).IndexOf(Encoding.ASCII.GetBytes($"\0{name}\0"));
        return at < 0 ? -1 : at + 1;
    }

    private long Long(int at) => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at));

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));

    private ushort UShort(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    // The hash that the System V ABI gives a name.
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }
        return hash;
    }
}

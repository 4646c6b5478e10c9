using System.Text;

namespace MLNetDeep.Files.Reading;

/// <summary>The form of delimited text.</summary>
/// <param name="Encoding">Of the bytes.</param>
/// <param name="Separator">Between the fields.</param>
/// <param name="Preamble">How many records stand before the table.</param>
/// <param name="HasHeader">Whether the first record of the table holds names.</param>
/// <param name="Header">The first record where it holds names; else numbered names.</param>
/// <param name="Width">How many fields a record has.</param>
internal sealed record DelimitedForm(Encoding Encoding, char Separator, int Preamble, bool HasHeader, IReadOnlyList<string> Header, int Width)
{
    /// <summary>Whether records begin with a row name that the header does not count.</summary>
    public bool HasRowNames => HasHeader && Width == Header.Count + 1;

    /// <summary>Whether records end with a separator that the header lacks, or the other way round.</summary>
    public bool EndsWithSeparator { get; init; }
}

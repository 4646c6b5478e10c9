namespace MLNetDeep.Cli.Data;

/// <summary>Which columns were asked for, and what learns from them.</summary>
/// <param name="Image">The column with paths of images; null for none.</param>
/// <param name="Text">The column of text; null where none was named.</param>
/// <param name="Features">The feature columns; none where those that suit are taken.</param>
/// <param name="Kind">What the networks take: the key of their kind of input; null where they differ, or there are none.</param>
internal sealed record ColumnWishes(string? Image, string? Text, string[] Features, string? Kind)
{
    /// <summary>The key of the kind of input that is several.</summary>
    public const string Several = "combined";

    private const string Table = "table", OneText = "text";

    /// <summary>Whether categories and dates are taken unasked.</summary>
    public bool IsTable => Kind is Table or Several;

    /// <summary>Whether one column of text is taken.</summary>
    public bool IsText => Text is not null || Kind == OneText;
}

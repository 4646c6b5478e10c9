namespace MLNetDeep.Cli.Data;

/// <summary>What a column of a delimited file holds.</summary>
internal enum ColumnKind
{
    /// <summary>Every field that is not empty is a number.</summary>
    Numeric,

    /// <summary>Anything else.</summary>
    Text,
}

/// <summary>One column of a delimited file.</summary>
internal sealed record DelimitedColumn(int Index, string Name, ColumnKind Kind);

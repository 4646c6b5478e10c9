namespace MLNetDeep;

/// <summary>What a column of a table holds.</summary>
public enum ColumnKind
{
    /// <summary>Numbers: a column of type Single, or Double where 32 bits cannot hold the differences. A missing one is NaN.</summary>
    Number,

    /// <summary>One of two words that mean yes and no: a column of text. A missing one is empty.</summary>
    Flag,

    /// <summary>One of several words or codes: a column of text. A missing one is empty.</summary>
    Category,

    /// <summary>Dates, with or without a time: a column of type DateTime. A missing one is the earliest that there is.</summary>
    Date,

    /// <summary>Sentences: a column of text.</summary>
    Text,

    /// <summary>A value of its own for every row, such as a customer number: a column of text. Nothing is learnt from it.</summary>
    Id,
}

namespace MLNetDeep.Files.Reading;

/// <summary>Goes through the records of one source; fields are text, whatever they are stored as.</summary>
internal abstract class RecordReader : IDisposable
{
    /// <summary>The line of the file where the record begins, counted from 1; the row where the file has no lines.</summary>
    public abstract long Line { get; }

    /// <summary>The file of the record.</summary>
    public abstract string File { get; }

    /// <summary>Goes to the next record.</summary>
    public abstract bool Read();

    /// <summary>A field of the record; empty where it is missing. Valid until the next record.</summary>
    public abstract ReadOnlySpan<char> Field(int column);

    public abstract void Dispose();
}

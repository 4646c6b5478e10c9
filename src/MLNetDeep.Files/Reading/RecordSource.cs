namespace MLNetDeep.Files.Reading;

/// <summary>A table as records that can be gone through any number of times.</summary>
internal abstract class RecordSource
{
    /// <summary>The names of the columns, all different.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>What was found out about the form of the files, a line each.</summary>
    public abstract IReadOnlyList<string> Notes { get; }

    /// <summary>What is stated in a saved layout of the form; null where the form has nothing to state.</summary>
    public virtual char? Separator => null;

    /// <summary>Whether the names come from the files.</summary>
    public virtual bool HasHeader => true;

    /// <summary>What to do where names are not readable, as the end of an error message; empty where the encoding is certain.</summary>
    public virtual string EncodingHint => "";

    /// <summary>Goes through the records once more.</summary>
    /// <param name="faults">Told of every record that is left out; null where that was told before.</param>
    public abstract RecordReader Open(RecordFaults? faults);
}

namespace MLNetDeep;

/// <summary>A file that cannot be read as a table, or not as was stated; the message names the file, the line or the column, what was found and what is allowed.</summary>
public sealed class TableFileException : Exception
{
    /// <summary>With what is wrong.</summary>
    /// <param name="message">What was found, and what is allowed.</param>
    /// <param name="inner">What it comes from; null for none.</param>
    public TableFileException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}

namespace Microsoft.ML.Data;

/// <summary>The lines of files for one or several cursors: each batch goes to the cursor that asks for it first.</summary>
internal sealed class LineBatches(IMultiStreamSource files, TextLoader.Options options, int cursors)
{
    private const int BatchSize = 64;

    private readonly LineReader _lines = new(files, options);
    private readonly long _maxRows = options.MaxRows ?? long.MaxValue;
    private readonly bool _shared = cursors > 1;
    private long _rows;
    private long _batches;
    private int _open = cursors;

    /// <summary>Moves a cursor's batch to its next line; false at the end.</summary>
    public bool MoveNext(Batch batch)
    {
        if (batch.MoveNext())
            return true;
        // A cursor that is alone reads line by line: a fault in a line shows no earlier than at that line.
        lock (_lines)
            Fill(batch, _shared ? BatchSize : 1);
        return batch.MoveNext();
    }

    /// <summary>To be called once by each cursor; the last one closes the files.</summary>
    public void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _lines.Dispose();
    }

    private void Fill(Batch batch, int size)
    {
        batch.Start(_rows, _shared ? _batches++ : -1);
        for (int i = 0; i < size && _rows < _maxRows && _lines.MoveNext(); i++, _rows++)
            batch.Lines.Add(new Line(_lines.Line, _lines.LineNumber, _lines.Path));
    }

    /// <summary>A line, and where it stands.</summary>
    internal readonly record struct Line(string Text, int Number, string? Path);

    /// <summary>The lines that one cursor works on.</summary>
    internal sealed class Batch
    {
        private long _firstRow;
        private int _at = -1;

        public List<Line> Lines { get; } = [];

        public Line Current => Lines[_at];

        /// <summary>The number of the current row among those of all cursors.</summary>
        public long Row => _firstRow + _at;

        public long Number { get; private set; } = -1;

        public bool MoveNext() => ++_at < Lines.Count;

        public void Start(long firstRow, long number)
        {
            _firstRow = firstRow;
            _at = -1;
            Number = number;
            Lines.Clear();
        }
    }
}

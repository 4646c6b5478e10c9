using Microsoft.ML;

namespace MLNetDeep.Runtime;

/// <summary>
/// Reads what the network takes ahead of the rows that are handed out and computes it in batches: several at once on threads of the pool, in
/// the order of the rows. Rows are read on the thread that asks for them, since a cursor belongs to one.
/// </summary>
internal sealed class BatchAhead : IDisposable
{
    private readonly IRowScorer _scorer;
    private readonly DataViewRowCursor _cursor;
    private readonly IReadOnlyList<AddedColumn> _wanted;
    private readonly Queue<Batch> _begun = new();
    private readonly Stack<RowBatch> _free = new();
    private Batch? _current;
    private int _at;
    private bool _isAtEnd;

    public BatchAhead(IRowScorer scorer, IDataView input, IEnumerable<DataViewSchema.Column> features, IReadOnlyList<AddedColumn> wanted)
    {
        (_scorer, _wanted) = (scorer, wanted);
        _cursor = input.GetRowCursor(features);
        // Opened here, so that what a column lacks is said when the cursor is made.
        _free.Push(Open());
    }

    /// <summary>The row that <see cref="MoveNext"/> came to.</summary>
    public BatchSlot Current => new(_current!.Rows, _at);

    /// <summary>Goes to the next row; waits for its batch, and has those after it begun.</summary>
    public void MoveNext()
    {
        if (_current is not null && ++_at < _current.Count) return;
        if (_current is not null) _free.Push(_current.Rows);
        (_current, _at) = (null, 0);
        while (!_isAtEnd && _begun.Count < Ahead) Begin();
        if (!_begun.TryDequeue(out var next))
            throw new InvalidOperationException("The rows changed while they were being scored: reading them twice gave different numbers of rows.");
        // Waiting for a task that no thread of the pool has taken up yet computes it here.
        next.Computing.GetAwaiter().GetResult();
        _current = next;
    }

    public void Dispose()
    {
        // What is being computed still reads the batch.
        foreach (var batch in _begun)
        {
            try
            {
                batch.Computing.GetAwaiter().GetResult();
            }
            catch (Exception) when (batch.Computing.IsFaulted)
            {
                // Nobody asked for these rows.
            }
        }
        _begun.Clear();
        _cursor.Dispose();
    }

    private void Begin()
    {
        var rows = _free.TryPop(out var free) ? free : Open();
        var count = 0;
        while (count < _scorer.BatchRows)
        {
            if (!_cursor.MoveNext())
            {
                _isAtEnd = true;
                break;
            }
            rows.Read(count++, _cursor.Position);
        }
        if (count > 0) _begun.Enqueue(new Batch(rows, count, Compute(rows, count)));
    }

    private Task Compute(RowBatch rows, int count)
    {
        if (_scorer.BatchesAtOnce > 1) return Task.Run(() => rows.Compute(count, isAlone: false));
        rows.Compute(count, isAlone: false);
        return Task.CompletedTask;
    }

    // One more than are computed, so that no thread waits while this one reads rows.
    private int Ahead => _scorer.BatchesAtOnce == 1 ? 1 : _scorer.BatchesAtOnce + 1;

    private RowBatch Open() => _scorer.Open(_cursor, _scorer.BatchRows, _wanted);

    private sealed record Batch(RowBatch Rows, int Count, Task Computing);
}

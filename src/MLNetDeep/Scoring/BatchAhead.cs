using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Scoring;

/// <summary>Reads what the network eats a batch ahead of the rows that are handed out, and scores it at once.</summary>
internal sealed class BatchAhead : IDisposable
{
    private readonly NetworkScorer _scorer;
    private readonly DataViewRowCursor _cursor;
    private readonly FeatureReader _reader;
    private readonly float[] _scores;
    private int _count, _at = -1;

    public BatchAhead(NetworkScorer scorer, IDataView input, IEnumerable<DataViewSchema.Column> features)
    {
        _scorer = scorer;
        _cursor = input.GetRowCursor(features);
        _reader = FeatureReader.Open(_cursor, scorer.Features, scorer.BatchRows, strict: false);
        _scores = new float[scorer.BatchRows * scorer.Outputs];
    }

    /// <summary>The scores of the row that <see cref="MoveNext"/> came to.</summary>
    public ReadOnlySpan<float> Current => _scores.AsSpan(_at * _scorer.Outputs, _scorer.Outputs);

    /// <summary>Goes to the next row; scores the next batch when the last is used up.</summary>
    public void MoveNext()
    {
        if (++_at < _count) return;
        (_at, _count) = (0, 0);
        while (_count < _scorer.BatchRows && _cursor.MoveNext()) _reader.Read(_count++, _cursor.Position);
        if (_count == 0) throw new InvalidOperationException("The rows changed while they were being scored: reading them twice gave different numbers of rows.");
        _reader.Complete(_count);
        _scorer.Score(_reader, _count, _scores.AsSpan(0, _count * _scorer.Outputs));
    }

    public void Dispose() => _cursor.Dispose();
}

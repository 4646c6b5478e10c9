namespace MLNetDeep.Data;

/// <summary>
/// The memory that rows to train on and rows to validate on share. Where both do not fit, those to validate on stay, or each
/// epoch would read everything twice, unless they leave too little for shuffling the others.
/// </summary>
internal sealed class RowMemory : IDisposable
{
    private readonly long _budget, _rowBytes;
    private readonly BatchStore _training, _validation;

    /// <summary>Makes room.</summary>
    /// <param name="budget">Bytes for all rows.</param>
    /// <param name="rowBytes">Bytes that a row takes.</param>
    /// <param name="expected">Rows to train on and to validate on, as far as they are known; 0 where they are not.</param>
    public RowMemory(long budget, long rowBytes, (long Training, long Validation) expected)
    {
        (_budget, _rowBytes) = (budget, rowBytes);
        var most = budget / Math.Max(1, rowBytes);
        (_training, _validation) = (new BatchStore(rowBytes, Math.Min(expected.Training, most)), new BatchStore(rowBytes, Math.Min(expected.Validation, most)));
    }

    /// <summary>Whether rows to train on did not fit.</summary>
    public bool IsStreamed => _training.IsGivenUp;

    /// <summary>Bytes in which streamed rows may be shuffled.</summary>
    public long ShuffleBytes => Math.Min(_budget / 2, _budget - _validation.Bytes);

    /// <summary>Does not keep rows to train on.</summary>
    public void Stream() => _training.GiveUp();

    /// <summary>Keeps the rows if they fit. Disposes them.</summary>
    public void Add(Batch rows, bool isValidation)
    {
        var more = rows.Rows * _rowBytes;
        if (_training.Bytes + _validation.Bytes + more > _budget) Stream();
        if (isValidation && IsStreamed && _validation.Bytes + more > _budget / 4 * 3) _validation.GiveUp();
        (isValidation ? _validation : _training).Add(rows);
    }

    /// <summary>The rows; null when they did not fit or there were none.</summary>
    public CachedBatches? ToCache(bool isValidation) => (isValidation ? _validation : _training).ToCache();

    public void Dispose()
    {
        _training.Dispose();
        _validation.Dispose();
    }
}

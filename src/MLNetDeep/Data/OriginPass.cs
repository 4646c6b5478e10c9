using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>
/// One pass over the rows in their order, in blocks, those kept for validation apart. Rows without a label are left out
/// before anything of them is decoded.
/// </summary>
internal sealed class OriginPass : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly TargetReader _labels;
    private readonly ValidationSplit _split;
    private readonly RowBlock? _training, _validation;
    private readonly ValueGetter<DataViewRowId>? _id;
    private readonly HashSet<DataViewRowId>? _kept;
    private long _last = -1;

    /// <summary>Opens the rows.</summary>
    /// <param name="origin">Where they come from.</param>
    /// <param name="split">Which of them are for validation.</param>
    /// <param name="only">True for validation rows only, false for training rows only, null for both.</param>
    /// <param name="blockRows">Rows in a block; 0 for a size that suits.</param>
    /// <param name="kept">
    /// The ids of rows for validation: filled by a pass in order, looked up by a shuffled one; null where rows are told by their order alone.
    /// </param>
    /// <param name="shuffle">Where a shuffled order comes from; only for views that can shuffle.</param>
    /// <param name="faults">Where rows that cannot be used are noted; null where the first of them is thrown.</param>
    public OriginPass(RowOrigin origin, ValidationSplit split, bool? only = null, int blockRows = 0,
        HashSet<DataViewRowId>? kept = null, Random? shuffle = null, RowFaults? faults = null)
    {
        _split = split;
        _cursor = origin.Open(shuffle);
        (_kept, _id, IsShuffled) = (kept, kept is null ? null : _cursor.GetIdGetter(), shuffle is not null);
        _labels = new TargetReader(_cursor, origin.Target);
        var capacity = blockRows > 0 ? blockRows : RowBlock.CapacityFor(origin.Spec);
        if (only != true) _training = new RowBlock(_cursor, origin.Spec, origin.Target, capacity, faults);
        if (only != false && split.KeepsAny) _validation = new RowBlock(_cursor, origin.Spec, origin.Target, capacity, faults);
    }

    public long MissingLabels { get; private set; }

    /// <summary>How many times a row had another label than the one before it.</summary>
    public long LabelChanges { get; private set; }

    private bool IsShuffled { get; }

    /// <summary>The next block; null at the end.</summary>
    public (Batch Rows, bool IsValidation)? Next(CancellationToken cancel)
    {
        while (_cursor.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            if (!_labels.Read())
            {
                MissingLabels++;
                continue;
            }
            var label = _labels.Stratum;
            if (label != _last) LabelChanges++;
            _last = label;
            var isValidation = IsForValidation(label);
            if ((isValidation ? _validation : _training) is not { } block) continue;
            block.Add(_labels, _cursor.Position);
            if (block.IsFull) return (block.Take(), isValidation);
        }
        if (_training is { Count: > 0 }) return (_training.Take(), false);
        if (_validation is { Count: > 0 }) return (_validation.Take(), true);
        return null;
    }

    public void Dispose() => _cursor.Dispose();

    private bool IsForValidation(long label)
    {
        if (_id is null) return _split.Next(label);
        DataViewRowId id = default;
        _id(ref id);
        if (IsShuffled) return _kept!.Contains(id);
        if (!_split.Next(label)) return false;
        _kept!.Add(id);
        return true;
    }
}

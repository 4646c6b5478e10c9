using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>
/// A part with a list of entries for every row, of any length: the words of a text, the steps of a sequence. The entries of all rows lie in one
/// tensor, each row's in one piece; rows that are overwritten leave holes, which are closed when they take more than half.
/// </summary>
internal sealed class RaggedPart : FeaturePart
{
    private readonly Memory<long> _starts;
    private readonly Memory<int> _lengths;
    private Tensor _values;
    private long _end;

    private RaggedPart(Tensor values, Memory<long> starts, Memory<int> lengths, long end) => (_values, _starts, _lengths, _end) = (values, starts, lengths, end);

    /// <summary>Makes a part of rows that lie one behind the other.</summary>
    /// <param name="values">The entries of all rows [entries, …]; they are the part's own.</param>
    /// <param name="lengths">How many of them each row has.</param>
    public RaggedPart(Tensor values, ReadOnlySpan<int> lengths)
    {
        var starts = new long[lengths.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = _end;
            _end += lengths[i];
        }
        (_values, _starts, _lengths) = (values, starts, lengths.ToArray());
        if (_end != values.shape[0]) throw new ArgumentException($"The rows have {_end} entries, but there are {values.shape[0]}.", nameof(lengths));
    }

    public override int Rows => _lengths.Length;

    /// <summary>How many entries each row has.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.Span;

    /// <summary>The most entries of a row.</summary>
    public int Longest
    {
        get
        {
            var longest = 0;
            foreach (var length in _lengths.Span) longest = Math.Max(longest, length);
            return longest;
        }
    }

    /// <summary>Entries that there is memory for.</summary>
    public long Capacity => _values.shape[0];

    private long Entries
    {
        get
        {
            long sum = 0;
            foreach (var length in _lengths.Span) sum += length;
            return sum;
        }
    }

    /// <summary>The entries of all rows, one row behind the other [entries, …]: a tensor of the caller's own.</summary>
    public Tensor Joined() => IsJoined() ? _values.narrow(0, _starts.Span.IsEmpty ? 0 : _starts.Span[0], Entries) : Gather();

    /// <summary>The rows made equally long [rows, longest, …].</summary>
    /// <param name="filling">What stands behind the last entry of shorter rows.</param>
    /// <param name="least">The fewest entries of a row.</param>
    public Tensor Padded(double filling, int least = 1)
    {
        using var scope = NewDisposeScope();
        long[] shape = [Rows, Math.Max(least, Longest), .. _values.shape[1..]];
        var padded = Arithmetic.Full(shape, filling, _values.dtype, _values.device);
        var mask = Mask((int)shape[1]);
        for (var i = 2; i < shape.Length; i++) mask = mask.unsqueeze(-1);
        return padded.masked_scatter_(mask, Joined()).MoveToOuterDisposeScope();
    }

    /// <summary>Which places of padded rows hold an entry [rows, width], where the entries are.</summary>
    /// <param name="width">Places in a padded row.</param>
    public Tensor Mask(int width)
    {
        using var scope = NewDisposeScope();
        var lengths = Tensors.OfLongs(Array.ConvertAll(_lengths.ToArray(), length => (long)length)).to(_values.device).unsqueeze(1);
        return Arithmetic.Count(width, _values.device).unsqueeze(0).lt(lengths).MoveToOuterDisposeScope();
    }

    // As many entries a row as these have.
    public override FeaturePart Room(long rows)
    {
        var entries = Math.Max(1, (long)Math.Ceiling((double)Entries / Math.Max(1, Rows) * rows));
        return new RaggedPart(empty([entries, .. _values.shape[1..]], _values.dtype), new long[rows], new int[rows], 0);
    }

    public override FeaturePart Select(Tensor rows)
    {
        var (picked, at) = (rows.data<long>(), 0);
        var (starts, lengths) = (new long[picked.Count], new int[picked.Count]);
        foreach (var row in picked)
        {
            (starts[at], lengths[at]) = (_starts.Span[(int)row], _lengths.Span[(int)row]);
            at++;
        }
        return new RaggedPart(Gather(starts, lengths), lengths);
    }

    public override FeaturePart Slice(long from, long count) =>
        new RaggedPart(_values.alias(), _starts.Slice((int)from, (int)count), _lengths.Slice((int)from, (int)count), _end);

    public override FeaturePart Alias() => Slice(0, Rows);

    public override FeaturePart To(Device device)
    {
        if (device == _values.device) return Alias();
        using var joined = Joined();
        return new RaggedPart(joined.to(device), _lengths.Span);
    }

    public override void Put(long from, FeaturePart others)
    {
        var first = Append((RaggedPart)others);
        for (var i = 0; i < others.Rows; i++) Set((int)from + i, ref first, (RaggedPart)others, i);
    }

    public override void Put(Tensor rows, FeaturePart others)
    {
        if (_end > 1024 && _end > 2 * Entries) Close();
        var first = Append((RaggedPart)others);
        var i = 0;
        foreach (var row in rows.data<long>()) Set((int)row, ref first, (RaggedPart)others, i++);
    }

    public override void Dispose() => _values.Dispose();

    public override string ToString() => $"{Rows} rows of different lengths";

    private void Set(int row, ref long first, RaggedPart others, int other)
    {
        var length = others._lengths.Span[other];
        (_starts.Span[row], _lengths.Span[row]) = (first, length);
        first += length;
    }

    // Puts the entries behind all others; gives back where they begin.
    private long Append(RaggedPart others)
    {
        using var scope = NewDisposeScope();
        var (from, count) = (_end, others.Entries);
        if (from + count > _values.shape[0]) Enlarge(Math.Max(2 * _values.shape[0], from + count));
        if (count > 0) _values.narrow(0, from, count).copy_(others.Joined());
        _end += count;
        return from;
    }

    private void Enlarge(long entries)
    {
        var larger = empty([entries, .. _values.shape[1..]], _values.dtype);
        if (_end > 0) larger.narrow(0, 0, _end).copy_(_values.narrow(0, 0, _end));
        Replace(larger);
    }

    private void Close()
    {
        using var scope = NewDisposeScope();
        var joined = Gather();
        long at = 0;
        for (var i = 0; i < Rows; i++)
        {
            _starts.Span[i] = at;
            at += _lengths.Span[i];
        }
        _values.narrow(0, 0, at).copy_(joined);
        _end = at;
    }

    private void Replace(Tensor values)
    {
        var before = _values;
        _values = values.DetachFromDisposeScope();
        before.Dispose();
    }

    private bool IsJoined()
    {
        var starts = _starts.Span;
        var lengths = _lengths.Span;
        for (var i = 1; i < starts.Length; i++)
            if (starts[i] != starts[i - 1] + lengths[i - 1]) return false;
        return true;
    }

    private Tensor Gather() => Gather(_starts.Span, _lengths.Span);

    private Tensor Gather(ReadOnlySpan<long> starts, ReadOnlySpan<int> lengths)
    {
        long count = 0;
        foreach (var length in lengths) count += length;
        var (places, at) = (new long[count], 0L);
        for (var i = 0; i < starts.Length; i++)
            for (var k = 0; k < lengths[i]; k++) places[at++] = starts[i] + k;
        // What 'to' gives is another tensor: the first would be left to the collector.
        using var onCpu = Tensors.OfLongs(places);
        using var index = onCpu.to(_values.device);
        return _values.index_select(0, index);
    }
}

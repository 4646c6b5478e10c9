namespace Microsoft.ML.Data;

/// <summary>
/// Shows the rows in another order, the same at every reading: a pool of rows is kept full from the source, and each
/// row shown is drawn from it at random.
/// </summary>
internal sealed class ShuffleView(IDataView source, int seed, int poolSize, bool shuffleSource) : RowSelectingView(source)
{
    public override bool CanShuffle => true;

    public override long? GetRowCount() => Source.GetRowCount();

    protected override DataViewRowCursor Open(DataViewSchema.Column[] columns, Random? rand)
    {
        var random = new Random(rand?.Next() ?? seed);
        Random? sourceRandom = shuffleSource && Source.CanShuffle ? new Random(random.Next()) : null;
        return new Cursor(Source.GetRowCursor(columns, sourceRandom), columns, poolSize, random);
    }

    private sealed class Cursor : BufferedCursor
    {
        private readonly DataViewRowCursor _input;
        private readonly ColumnBuffer[] _buffers;
        private readonly ValueGetter<DataViewRowId> _inputId;
        private readonly List<DataViewRowId> _ids = [];
        private readonly List<int> _pool = [];
        private readonly int _poolSize;
        private readonly Random _random;
        private bool _inputEnded;
        private int _slot = -1;

        public Cursor(DataViewRowCursor input, DataViewSchema.Column[] columns, int poolSize, Random random)
            : this(input, MakeBuffers(input, columns), poolSize, random)
        {
        }

        private Cursor(DataViewRowCursor input, Dictionary<int, ColumnBuffer> buffers, int poolSize, Random random)
            : base(input.Schema, buffers)
        {
            _input = input;
            _buffers = buffers.Values.ToArray();
            _inputId = input.GetIdGetter();
            _poolSize = poolSize;
            _random = random;
        }

        protected override int Slot => _slot;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[_slot];

        protected override bool MoveNextCore()
        {
            // The slot shown so far is free now: the next row of the source goes there.
            int free = _slot >= 0 ? _slot : _pool.Count;
            while (_pool.Count < _poolSize && TryRead(free))
                free = _pool.Count;
            if (_pool.Count == 0)
                return false;
            int drawn = _random.Next(_pool.Count);
            _slot = _pool[drawn];
            _pool[drawn] = _pool[^1];
            _pool.RemoveAt(_pool.Count - 1);
            return true;
        }

        private bool TryRead(int slot)
        {
            if (_inputEnded || !_input.MoveNext())
            {
                _inputEnded = true;
                return false;
            }
            foreach (ColumnBuffer buffer in _buffers)
                buffer.Read(slot);
            DataViewRowId id = default;
            _inputId(ref id);
            if (slot == _ids.Count)
                _ids.Add(id);
            else
                _ids[slot] = id;
            _pool.Add(slot);
            return true;
        }

        private static Dictionary<int, ColumnBuffer> MakeBuffers(DataViewRowCursor input, DataViewSchema.Column[] columns)
            => columns.DistinctBy(c => c.Index).ToDictionary(c => c.Index, c => ColumnBuffer.Create(input, c));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _input.Dispose();
            base.Dispose(disposing);
        }
    }
}

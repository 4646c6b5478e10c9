using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace MLNetDeep.Runtime;

/// <summary>
/// Stands in a loaded model where ML.NET's step for ONNX stood, and scores in batches. Its schema is that of the step, which it keeps: what is
/// saved again is the step.
/// </summary>
internal sealed class BatchedOnnx : ITransformer, IRowScorer, IDisposable
{
    private readonly OnnxTransformer _step;
    private readonly OnnxNetwork _network;
    private readonly Lifetime _lifetime;

    /// <summary>Puts a network in the place of a step. It owns both.</summary>
    /// <param name="step">ML.NET's step.</param>
    /// <param name="network">The same network.</param>
    public BatchedOnnx(OnnxTransformer step, OnnxNetwork network)
    {
        (_step, _network) = (step, network);
        _lifetime = new Lifetime("Model", Free);
    }

    public int BatchRows => _network.BatchRows;

    public int BatchesAtOnce => _network.Threads;

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    public IDataView Transform(IDataView input) => new ScoredView(this, input, Bind(input.Schema));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoreMapper(this, Bind(inputSchema));

    public RowBatch Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted) => new Batch(this, row, capacity, wanted);

    public void Dispose() => _lifetime.End();

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_step).Save(ctx);

    private void Free()
    {
        _network.Dispose();
        _step.Dispose();
    }

    private ScoreBinding Bind(DataViewSchema input)
    {
        _lifetime.Check();
        var added = _step.GetOutputSchema(input).Skip(input.Count)
            .Select(column => new AddedColumn(column.Name, column.Type, column.Annotations, current => OnnxOutput.MakeGetter(column.Type, () =>
            {
                var (batch, slot) = current();
                return (((Batch)batch).Output(column.Name), slot);
            })));
        return new ScoreBinding(input, [_network.InputName], [.. added]);
    }

    private sealed class Batch : RowBatch
    {
        private readonly BatchedOnnx _owner;
        private readonly ValueGetter<VBuffer<float>> _getter;
        private readonly string[] _names;
        private readonly OnnxOutput[] _outputs;
        private readonly float[] _rows;
        private float[]? _before;
        private VBuffer<float> _row;

        public Batch(BatchedOnnx owner, DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted)
        {
            _owner = owner;
            _getter = row.GetGetter<VBuffer<float>>(row.Schema[owner._network.InputName]);
            (_names, _outputs) = ([.. wanted.Select(column => column.Name)], [.. wanted.Select(column => OnnxOutput.Create(column.Type, capacity))]);
            _rows = new float[capacity * Width];
        }

        private int Width => _owner._network.InputWidth;

        public OnnxOutput Output(string name) => _outputs[Array.IndexOf(_names, name)];

        public override void Read(int slot, long position)
        {
            _getter(ref _row);
            if (_row.Length != Width)
                throw new InvalidOperationException($"{(position == NoPosition ? "" : $"Row {position + 1}: ")}the network takes {Width} numbers, but column '{_owner._network.InputName}' holds {_row.Length}.");
            _row.CopyTo(_rows.AsSpan(slot * Width, Width));
        }

        public override void Compute(int count, bool isAlone)
        {
            using var use = _owner._lifetime.Enter();
            using var results = _owner._network.Run(_rows, count, _names, isAlone);
            foreach (var (output, result) in _outputs.Zip(results)) output.Take(result);
        }

        protected override bool SameAsBefore()
        {
            var row = _rows.AsSpan(0, Width);
            if (_before is not null && row.SequenceEqual(_before)) return true;
            _before ??= new float[Width];
            row.CopyTo(_before);
            return false;
        }
    }
}

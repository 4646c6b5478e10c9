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
        return new ScoreBinding(input, _network.Ports.Select(port => port.Name), [.. added]);
    }

    private sealed class Batch : RowBatch
    {
        private readonly BatchedOnnx _owner;
        private readonly string[] _names;
        private readonly OnnxOutput[] _outputs;
        private readonly PortRows[] _ports;

        public Batch(BatchedOnnx owner, DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted)
        {
            _owner = owner;
            _ports = [.. owner._network.Ports.Select(port => PortRows.Open(row, port, capacity))];
            (_names, _outputs) = ([.. wanted.Select(column => column.Name)], [.. wanted.Select(column => OnnxOutput.Create(column.Type, capacity))]);
        }

        public OnnxOutput Output(string name) => _outputs[Array.IndexOf(_names, name)];

        public override void Read(int slot, long position)
        {
            foreach (var port in _ports) port.Read(slot, position);
        }

        public override void Compute(int count, bool isAlone)
        {
            using var use = _owner._lifetime.Enter();
            using var results = _owner._network.Run([.. _ports.Select(port => port.ToOnnx(count))], _names, isAlone);
            foreach (var (output, result) in _outputs.Zip(results)) output.Take(result);
        }

        // All are asked, as each takes its row for the next time.
        protected override bool SameAsBefore() => _ports.Count(port => port.SameAsBefore()) == _ports.Length;
    }
}

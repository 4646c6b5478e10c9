using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Generative.Tables;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>Tells how unlike a learned table rows are: the mean loss of taking noise off them.</summary>
internal sealed class DenoisingScorer(SynthesizedTable table, SynthesizerModule module, TableSynthesizerOptions options, Lifetime lifetime) : IRowScorer
{
    public const string ColumnName = "DenoisingError";

    public int BatchRows => 512;

    private SynthesizedTable Table => table;

    // libtorch shares each batch among its own threads.
    public int BatchesAtOnce => 1;

    /// <summary>The column that is added.</summary>
    public static AddedColumn Column { get; } = new(ColumnName, NumberDataViewType.Single, DataViewSchema.Annotations.Empty, current => (ValueGetter<float>)((ref float value) =>
    {
        var (batch, slot) = current();
        value = ((Batch)batch).Errors[slot];
    }));

    public RowBatch Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted) => new Batch(this, row, capacity);

    private float[] Errors(RawTable rows)
    {
        using var use = lifetime.Enter();
        TorchSession.UseThreads(options.Threads);
        using var scope = NewDisposeScope();
        using var still = inference_mode();
        return Tensors.ToFloats(module.Errors(Tensors.OfFloats(table.Encode(rows, null), rows.Rows, table.Width)));
    }

    private sealed class Batch(DenoisingScorer scorer, DataViewRow row, int capacity) : RowBatch
    {
        private readonly RawRowReader _reader = new(row, scorer.Table);
        private string? _before;

        public float[] Errors { get; } = new float[capacity];

        public override void Read(int slot, long position) => _reader.Read(slot);

        public override void Compute(int count, bool isAlone) => scorer.Errors(_reader.Rows(count)).CopyTo(Errors, 0);

        protected override bool SameAsBefore()
        {
            var (now, before) = (_reader.Rows(1).Key(0), _before);
            _before = now;
            return now == before;
        }
    }
}

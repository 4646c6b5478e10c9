using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs.Tables;

/// <summary>How the columns of a table become numbers and codes.</summary>
/// <param name="Table">How they are encoded.</param>
internal sealed record TableSpec(TableEncoding Table) : InputSpec(Table.Shape)
{
    /// <summary>The file of weights that the network starts from; null for none, or no more.</summary>
    public string? Encoder { get; init; }

    public override string? StartsFrom => Encoder;

    public override InputKind Kind => InputKinds.OfShape(typeof(TableShape));

    public override IReadOnlyList<string> Columns { get; } = [.. Table.Columns.Select(c => c.Name).Distinct()];

    public override int RowWidth { get; } = Table.RawWidth;

    // Rows of a table are computed so quickly that what a batch costs besides would show.
    public override int MostScored => 1024;

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new TableReader(row, Table, capacity);

    // Numbers of any type, alone or in vectors of one length, and keys of any width: as a saved model takes them.
    public override void Check(DataViewSchema schema)
    {
        var faults = TableColumns.Find(new FeatureRequest(Columns, "", []), schema).Zip(Table.Columns.Where(c => c.Pair is null))
            .Where(pair => (pair.First.Kind, pair.First.Size, pair.First.Keys) != (pair.Second.Kind, pair.Second.Size, pair.Second.Keys))
            .Select(pair => $"column '{pair.Second.Name}' is {pair.First}, but was {pair.Second} in training").ToList();
        if (faults.Count > 0) throw ColumnErrors.Mismatches(faults);
    }

    public override InputSpec Trained() => Encoder is null ? this : this with { Encoder = null };

    internal override RowViews Views(FeatureLearner? learnt, TrainerOptions options, ContrastiveOptions views) => new(null, new ColumnCorruption([.. Table.Places], views.CorruptionRate));

    public override NetworkInput Stage(FeatureLearner? learnt) => new TableStage(Table);

    public override InputSaving Saving(MLContext ml) => new TableSaving(ml, Table);

    public override void Write(JsonObject saved) =>
        SavedJson.Add(saved, new Written { FeatureColumn = ColumnName, FeatureSource = nameof(Table), Table = Table, InputShape = [((TableShape)Shape).Width] });

    protected override BatchMixer? Mixer(TrainerOptions options) => options.Mixup > 0 ? new BatchMixer(options.Mixup, Table.Codes.Count) : null;

    /// <summary>What a model file says of it.</summary>
    internal sealed record Written
    {
        public string FeatureColumn { get; init; } = "";

        public string FeatureSource { get; init; } = "";

        public TableEncoding? Table { get; init; }

        public int[] InputShape { get; init; } = [];

        public bool ToGrey { get; init; }
    }
}

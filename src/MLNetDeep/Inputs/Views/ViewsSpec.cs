using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Layers;

namespace MLNetDeep.Inputs.Views;

/// <summary>How columns become two views of each row.</summary>
/// <param name="Rows">How they become rows.</param>
/// <param name="Options">How views are made.</param>
internal sealed record ViewsSpec(InputSpec Rows, ContrastiveOptions Options) : InputSpec(Rows.Shape)
{
    /// <summary>The kind of input that made it.</summary>
    public required InputKind Owner { get; init; }

    public override InputKind Kind => Owner;

    public override IReadOnlyList<InputSpec> Inputs => Rows.Inputs;

    public override IReadOnlyList<string> Columns => Rows.Columns;

    public override int RowWidth => Rows.RowWidth;

    public override long RowBytes => Rows.RowBytes;

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => Rows.Open(row, capacity, strict, faults);

    public override FeatureLearner? Learner() => Rows.Learner();

    public override Exception Describe(IReadOnlyList<(long Row, Exception Fault)> first, long count) => Rows.Describe(first, count);

    public override void Check(DataViewSchema schema) => Rows.Check(schema);

    public override NetworkInput Stage(FeatureLearner? learnt) => new ViewsStage(Rows.Stage(learnt));

    public override InputSpec Trained() => this with { Rows = Rows.Trained() };

    public override InputSaving Saving(MLContext ml) => Rows.Saving(ml);

    public override void Write(JsonObject saved) => Rows.Write(saved);

    public override IBatchSource Augment(IBatchSource rows, FeatureLearner? learnt, TrainerOptions options) =>
        new ViewBatches(rows, Rows.Views(learnt, options, Options) ?? throw new NotSupportedException($"There are no views of {Rows.Kind.DisplayName}."));

    public override IBatchSource ForValidation(IBatchSource rows, FeatureLearner? learnt, TrainerOptions options) => Augment(rows, learnt, options);
}

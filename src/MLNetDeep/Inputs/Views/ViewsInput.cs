using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Views;

/// <summary>Two views of each row of another kind of input. It is no kind of input that is found by itself: contrastive learning alone has it.</summary>
/// <param name="rows">The kind of the rows.</param>
/// <param name="options">How views are made.</param>
internal sealed class ViewsInput(InputKind rows, ContrastiveOptions options) : InputKind
{
    public override string Key => "views";

    public override string DisplayName => $"two views of {rows.DisplayName}";

    public override Type OptionsType => rows.OptionsType;

    public override bool TakesSeveralColumns => rows.TakesSeveralColumns;

    internal override void Check(FeatureRequest request, SchemaShape schema) => rows.Check(request, schema);

    internal override void Check(FeatureRequest request, DataViewSchema schema) => rows.Check(request, schema);

    internal override InputSpec Find(InputSearch search) => new ViewsSpec(rows.Find(search), options) { Owner = this };

    internal override InputSpec? Read(JsonObject saved) => null;
}

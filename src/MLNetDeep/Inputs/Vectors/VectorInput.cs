using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Vectors;

/// <summary>Rows of numbers as they are, each made standard: for modules of the user's own that ask for nothing else.</summary>
internal sealed class VectorInput : ColumnInput, IUnasked
{
    public override string Key => "vector";

    public override string DisplayName => "vector of numbers";

    public override Type OptionsType => typeof(TrainerOptions);

    public override IReadOnlyList<string> Forms { get; } = ["a numeric scalar or vector of known size"];

    public int Order => 0;

    /// <summary>Whether numbers become standard; else the network takes them as they are.</summary>
    public bool IsStandard { get; init; } = true;

    public override bool Takes(ColumnForm form) => form.IsNumbers;

    internal override InputSpec Find(InputSearch search)
    {
        var column = search.Request.Names![0];
        return new VectorSpec(column, search.Rows.Schema[column].Type is VectorDataViewType vector ? vector.Size : 1) { IsStandard = IsStandard };
    }

    internal override InputSpec? Read(JsonObject saved) =>
        saved.Deserialize<VectorSpec.Written>(SavedJson.Settings) is { FeatureSource: VectorSpec.Numbers, InputShape: [var width] } written
            ? new VectorSpec(written.FeatureColumn, width)
            : null;
}

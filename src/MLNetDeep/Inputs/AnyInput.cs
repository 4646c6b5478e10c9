using System.Text.Json.Nodes;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs;

/// <summary>Whatever one column holds, for modules whose options say nothing of their input: the kind that takes a column of its type unasked.</summary>
internal sealed class AnyInput : ColumnInput
{
    public static AnyInput Instance { get; } = new();

    private AnyInput()
    {
    }

    public override string Key => "any";

    public override string DisplayName => "any column";

    public override Type OptionsType => typeof(TrainerOptions);

    public override IReadOnlyList<string> Forms => [.. Kinds.SelectMany(kind => kind.Forms).Distinct()];

    private static IEnumerable<ColumnInput> Kinds => InputKinds.All.OfType<IUnasked>().OrderBy(kind => kind.Order).Cast<ColumnInput>();

    public override bool Takes(ColumnForm form) => Kinds.Any(kind => kind.Takes(form));

    internal override InputSpec Find(InputSearch search)
    {
        var form = ColumnForm.Of(search.Rows.Schema[search.Request.Names![0]].Type);
        return Kinds.First(kind => kind.Takes(form)).Find(search);
    }

    // A network has the input that was found.
    internal override InputSpec? Read(JsonObject saved) => null;
}

/// <summary>A kind of input of one column that is taken unasked where the type of a column suits.</summary>
internal interface IUnasked
{
    /// <summary>Those of lower numbers are asked first.</summary>
    int Order { get; }
}

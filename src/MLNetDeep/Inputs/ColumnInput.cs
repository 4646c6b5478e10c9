using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs;

/// <summary>A kind of input that is one column.</summary>
internal abstract class ColumnInput : InputKind
{
    /// <summary>The types of columns that suit, for messages.</summary>
    public abstract IReadOnlyList<string> Forms { get; }

    /// <summary>Whether a column of this form suits.</summary>
    public abstract bool Takes(ColumnForm form);

    internal override void Check(FeatureRequest request, SchemaShape schema) =>
        Check(request, ColumnForm.Of(ColumnChecks.Find(schema, "feature", request.Names![0])));

    internal override void Check(FeatureRequest request, DataViewSchema schema) =>
        Check(request, ColumnForm.Of(ColumnChecks.Find(schema, "feature", request.Names![0]).Type));

    private void Check(FeatureRequest request, ColumnForm form)
    {
        if (!Takes(form)) throw ColumnErrors.Mismatch("feature", request.Names![0], Forms.Count == 1 ? Forms[0] : $"{string.Join(", ", Forms.SkipLast(1))}, or {Forms[^1]}", form.Text);
    }
}

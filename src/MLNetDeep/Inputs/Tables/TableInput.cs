using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Tables;

/// <summary>Tables: any number of columns of numbers, categories, flags and dates.</summary>
internal sealed class TableInput : InputKind
{
    public override string Key => "table";

    public override string DisplayName => "table";

    public override Type OptionsType => typeof(TableTrainerOptions);

    public override bool TakesSeveralColumns => true;

    internal override bool HasNetworkOptions => true;

    internal override Type ShapeType => typeof(TableShape);

    internal override ViewLearning Views { get; } = new(HasAnchor: true, Temperature: 1);

    internal override void Check(FeatureRequest request, SchemaShape schema) => TableColumns.Check(request, schema);

    internal override void Check(FeatureRequest request, DataViewSchema schema) => TableColumns.Find(request, schema);

    internal override InputSpec Find(InputSearch search)
    {
        if (((TableTrainerOptions)search.Options).PretrainedEncoder is { } encoder) return Pretrained(search, encoder);
        var columns = TableColumns.Find(search.Request, search.Rows.Schema, out var left);
        foreach (var (name, why) in left) search.Warn($"Column '{name}' is left out: {why}.");
        var options = (TableTrainerOptions)search.Options;
        var unlearnt = new TableSpec(new TableEncoding { Columns = columns });
        if (options.RatioFeatures is > 0 and var most)
        {
            var ratios = RatioFinder.Find(new RowOrigin(search.Rows, unlearnt, search.Target), search.Split.Again(), most, search.Seed, options.CancellationToken);
            search.Warn(ratios.Count == 0 ? "No ratio or difference of two numeric columns improves on the columns themselves." : $"Ratios and differences as features: {string.Join(", ", ratios.Select(r => r.Title))}.");
            unlearnt = new TableSpec(new TableEncoding { Columns = [.. columns, .. ratios] });
        }
        var (table, known, constant) = TableLearner.Learn(new RowOrigin(search.Rows, unlearnt, search.Target), search.Split.Again(), options, search.Seed, options.CancellationToken);
        search.KnownRows = known;
        if (constant.Count > 0) search.Warn(constant.Count == 1 ? $"Column '{constant[0]}' carries no information: it has one value at most in all training rows."
            : $"The columns {string.Join(", ", constant.Select(name => $"'{name}'"))} carry no information: each has one value at most in all training rows.");
        foreach (var column in table.Columns.Where(c => c.Offset != 0))
            search.Info(FormattableString.Invariant($"{column.Offset} is subtracted from column '{column.Name}', since 32-bit floats would round many of its values to the same number."));
        foreach (var (column, _) in table.Categories.Zip(table.Codes).Where(c => c.Second == 1 && !constant.Contains(c.First.Name)))
            search.Warn($"Column '{column.Name}' carries no information: none of its values is in {nameof(TableTrainerOptions.MinCategoryCount)} ({options.MinCategoryCount}) training rows.");
        search.Info($"Features: {string.Join(", ", table.Columns.Select(c => $"{c.Title} ({c})"))}.");
        return new TableSpec(table);
    }

    // What was learnt of columns beside comes with the weights.
    private static TableSpec Pretrained(InputSearch search, string file)
    {
        var (spec, options) = (PretrainedInput.Read<TableSpec>(search.Options, file), (TableTrainerOptions)search.Options);
        List<string> faults = [];
        if (search.Request.Names is { } names && !names.Order().SequenceEqual(spec.Columns.Order())) faults.Add($"its columns are {spec.ColumnName}, not {search.Request.Text}");
        if (spec.Columns.Contains(search.Request.Label)) faults.Add($"one of its columns is the label '{search.Request.Label}'");
        if (spec.Table.Numeric != options.NumericEncoding) faults.Add($"its {nameof(options.NumericEncoding)} is {spec.Table.Numeric}, not {options.NumericEncoding}");
        if (faults.Count > 0) throw PretrainedInput.Differs(file, faults);
        spec.Check(search.Rows.Schema);
        return spec with { Encoder = file };
    }

    internal override InputSpec? Read(JsonObject saved) =>
        saved.Deserialize<TableSpec.Written>(SavedJson.Settings) is { Table: { } table } ? new TableSpec(table) : null;
}

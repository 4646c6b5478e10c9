using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// The steps of a saved model from the columns of a table to the raw rows that the network takes. Numbers and flags are converted
/// by ML.NET; texts become keys by the dictionary that was learnt; dates, and keys as numbers, are the work of mappings in
/// MLNetDeep.Runtime, which know columns by fixed names and so are put in once for each column. From numbers that 32 bits would merge an expression of ML.NET's subtracts first, in 64 bits.
/// </summary>
internal sealed class TableSaving(MLContext ml, TableEncoding table) : InputSaving
{
    /// <summary>The columns that are dropped at the end.</summary>
    public override IEnumerable<string> Helpers => table.Columns.Select((_, i) => Part(i))
        .Concat(table.Columns.Any(c => !IsConverted(c)) ? [SavedColumns.TableNumbers, SavedColumns.TableSource] : [])
        .Append(SavedColumns.Features);

    public override IDataView SampleRow() => TableSample.Create(table);

    public override void AddSteps(StepList steps)
    {
        var converted = table.Columns.Select((column, i) => (column, i)).Where(c => IsConverted(c.column))
            .Select(c => new InputOutputColumnPair(Part(c.i), c.column.Name)).ToArray();
        if (converted.Length > 0) steps.Add(ml.Transforms.Conversion.ConvertType(converted, DataKind.Single));
        for (var i = 0; i < table.Columns.Count; i++)
            if (!IsConverted(table.Columns[i])) AddMapped(steps, i);
        steps.Add(ml.Transforms.Concatenate(SavedColumns.Features, [.. table.Columns.Select((_, i) => Part(i))]));
    }

    private void AddMapped(StepList steps, int position)
    {
        var column = table.Columns[position];
        switch (column.Kind)
        {
            case TableColumnKind.Number when column.Pair is { } pair:
                // The part's own column holds the second number until it gets the result.
                steps.Add(ml.Transforms.Conversion.ConvertType([new(SavedColumns.TableSource, column.Name), new(Part(position), pair.Second)], DataKind.Double));
                steps.Add(ml.Transforms.Expression(SavedColumns.TableNumbers, pair.Expression, SavedColumns.TableSource, Part(position)));
                break;
            case TableColumnKind.Number:
                steps.Add(ml.Transforms.Conversion.ConvertType(SavedColumns.TableSource, column.Name, DataKind.Double));
                steps.Add(ml.Transforms.Expression(SavedColumns.TableNumbers, $"x => single(x - {ExpressionNumber.Of(column.Offset)})", SavedColumns.TableSource));
                break;
            case TableColumnKind.Date:
                steps.Add(ml.Transforms.CopyColumns(SavedColumns.TableSource, column.Name));
                steps.Add(ml.Transforms.CustomMapping<DateRow, DatePartsRow>(DateMapping.Map, DateMapping.Contract));
                break;
            case TableColumnKind.DateOffset:
                steps.Add(ml.Transforms.CopyColumns(SavedColumns.TableSource, column.Name));
                steps.Add(ml.Transforms.CustomMapping<DateOffsetRow, DatePartsRow>(DateOffsetMapping.Map, DateOffsetMapping.Contract));
                break;
            case TableColumnKind.Key:
                steps.Add(ml.Transforms.Conversion.ConvertType(SavedColumns.TableSource, column.Name, DataKind.UInt32));
                steps.Add(ml.Transforms.CustomMapping<KeyRow, KeyNumberRow>(KeyMapping.Map, KeyMapping.Contract));
                break;
            default:
                steps.Add(ml.Transforms.Conversion.MapValueToKey(SavedColumns.TableSource, column.Name, keyData: Dictionary(column)));
                steps.Add(ml.Transforms.CustomMapping<KeyRow, KeyNumberRow>(KeyMapping.Map, KeyMapping.Contract));
                break;
        }
        steps.Add(ml.Transforms.CopyColumns(Part(position), SavedColumns.TableNumbers));
    }

    private IDataView Dictionary(TableColumn column)
    {
        var texts = table.Texts[table.Categories.ToList().IndexOf(column)];
        // A dictionary must not be empty: this text no data have, and its code is that of unknown ones.
        return ml.Data.LoadFromEnumerable((texts.Count > 0 ? texts : ["MLNetDeep.NoText"]).Select(text => new Entry { Value = text }));
    }

    private static bool IsConverted(TableColumn column) => column.Kind == TableColumnKind.Flag || column is { Kind: TableColumnKind.Number, Offset: 0, Pair: null };

    private static string Part(int position) => $"{SavedColumns.TablePart}{position}";

    private sealed class Entry
    {
        public string Value { get; set; } = "";
    }
}

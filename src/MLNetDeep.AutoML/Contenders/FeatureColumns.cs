using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;
using MLNetDeep.Inputs.Tables;
using MLNetDeep.Runtime;

namespace MLNetDeep.AutoML;

/// <summary>The columns that models learn from, by what they hold.</summary>
internal sealed class FeatureColumns
{
    private readonly List<TableColumn> _table = [];

    private FeatureColumns(string? image, string? text = null) => (Image, Text) = (image, text);

    /// <summary>The column of images: MLImage, encoded bytes, or the paths of files; null for a table.</summary>
    public string? Image { get; }

    /// <summary>The column of text for networks for text; null for a table or images.</summary>
    public string? Text { get; }

    /// <summary>The names, in the order of the schema.</summary>
    public string[] Names => (Image ?? Text) is { } one ? [one] : [.. _table.Select(c => c.Name)];

    /// <summary>Numbers that stand for the columns that are no categories, in a row.</summary>
    public int Numbers => _table.Where(c => !c.IsCategory).Sum(c => c.Size);

    /// <summary>For each category how many values it has; 0 where it is text, and nobody knows.</summary>
    public IReadOnlyList<int> Categories => [.. _table.Where(c => c.IsCategory).Select(c => c.Keys)];

    /// <summary>Finds them.</summary>
    /// <param name="schema">Of the training rows.</param>
    /// <param name="named">The names that the user gave; null for every column of a type that suits.</param>
    /// <param name="others">Columns that are not learnt from: the label, weights, groups.</param>
    /// <param name="imageColumnName">The column of images; null for others, or where it is of type MLImage.</param>
    /// <param name="textColumnName">The column of text for networks for text; null for others.</param>
    /// <exception cref="ArgumentException">Lists every named column that is missing or of a type that does not suit, or says that there is none to learn from.</exception>
    public static FeatureColumns Of(DataViewSchema schema, IReadOnlyList<string>? named, IReadOnlyCollection<string> others, string? imageColumnName = null, string? textColumnName = null)
    {
        if (imageColumnName is not null)
            return new FeatureColumns(imageColumnName);
        if (textColumnName is not null)
            return OfText(schema, textColumnName);
        DataViewSchema.Column[] candidates = [.. schema.Where(c => !c.IsHidden && !others.Contains(c.Name) && named?.Contains(c.Name) != false)];
        if (candidates is [{ Type: ImageDataViewType } image])
            return new FeatureColumns(image.Name);
        var faults = named is null ? [] : named.Except(candidates.Select(c => c.Name)).Select(n => $"There is no column '{n}' to learn from.").ToList();
        var columns = new FeatureColumns(image: null);
        foreach (DataViewSchema.Column column in candidates)
        {
            if (TableColumnTypes.Of(column, out string why) is { } one)
                columns._table.Add(one);
            else if (named is not null)
                faults.Add($"Column '{column.Name}' cannot be learnt from: {why}, but {TableColumnTypes.Expected} is expected.");
        }
        if (columns._table.Count == 0)
            faults.Add($"There is no column to learn from: {TableColumnTypes.Expected} is expected.");
        return faults.Count == 0 ? columns : throw new ArgumentException(string.Join(" ", faults));
    }

    /// <summary>Throws where a network takes another kind of input than these columns are.</summary>
    public void Check(Architecture architecture)
    {
        string? wanted = Image is not null ? "image" : Text is not null ? "text" : null;
        if (wanted is null ? architecture.InputKind.Key == "text" : architecture.InputKind.Key != wanted)
            throw new ArgumentException($"{architecture.DisplayName} takes {architecture.InputKind.DisplayName}, but the features are {(wanted is null ? "columns of a table" : $"the {wanted} in column '{Names[0]}'")}.");
    }

    private static FeatureColumns OfText(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name)?.Type is not TextDataViewType)
            throw new ArgumentException($"There is no column of text '{name}'{(schema.GetColumnOrNull(name) is { } other ? $": it is {other.Type}" : "")}.");
        return new FeatureColumns(null, name);
    }

    /// <summary>Puts them into one vector of numbers, as ML.NET's own trainers want it.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="output">The name of the vector.</param>
    /// <param name="isScaled">Whether numbers are scaled and missing ones replaced by the mean.</param>
    public IEstimator<ITransformer> ToVector(MLContext ml, string output, bool isScaled)
    {
        if (Image is not null)
            throw new NotSupportedException($"Column '{Image}' holds images: a vector of them is made by the caller.");
        if (Text is not null)
            return new EstimatorChain<ITransformer>().Append(ml.Transforms.Text.FeaturizeText(output, Text));
        var chain = new EstimatorChain<ITransformer>();
        foreach (IEstimator<ITransformer> step in Steps(ml, isScaled))
            chain = chain.Append(step);
        return chain.Append(ml.Transforms.Concatenate(output, Names.Select(Prepared).ToArray()));
    }

    // Under names of their own: networks beside the trainer see the columns as they were.
    private static string Prepared(string name) => "MLNetDeep.Vector." + name;

    private IEnumerable<IEstimator<ITransformer>> Steps(MLContext ml, bool isScaled)
    {
        foreach (TableColumn column in _table)
        {
            string output = Prepared(column.Name);
            switch (column.Kind)
            {
                case TableColumnKind.Text or TableColumnKind.Key:
                    yield return ml.Transforms.Categorical.OneHotEncoding(output, column.Name);
                    break;
                case TableColumnKind.Date or TableColumnKind.DateOffset:
                    foreach (IEstimator<ITransformer> step in DateSteps(ml, output, column))
                        yield return step;
                    break;
                default:
                    yield return ml.Transforms.Conversion.ConvertType(output, column.Name, DataKind.Single);
                    break;
            }
            if (!isScaled || column.Kind is TableColumnKind.Text or TableColumnKind.Key)
                continue;
            yield return ml.Transforms.ReplaceMissingValues(output, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean);
            yield return ml.Transforms.NormalizeMeanVariance(output, fixZero: false);
        }
    }

    // The same numbers of a date that networks get.
    private static IEnumerable<IEstimator<ITransformer>> DateSteps(MLContext ml, string output, TableColumn column)
    {
        yield return ml.Transforms.CopyColumns(SavedColumns.TableSource, column.Name);
        yield return column.Kind == TableColumnKind.Date
            ? ml.Transforms.CustomMapping<DateRow, DatePartsRow>(DateMapping.Map, DateMapping.Contract)
            : ml.Transforms.CustomMapping<DateOffsetRow, DatePartsRow>(DateOffsetMapping.Map, DateOffsetMapping.Contract);
        yield return ml.Transforms.CopyColumns(output, SavedColumns.TableNumbers);
    }
}

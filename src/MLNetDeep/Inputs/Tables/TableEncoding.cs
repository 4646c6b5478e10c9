using System.Text.Json.Serialization;

namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// How rows of a table become what a network takes, as the training part settled it. A raw row is what a reader gives, and what
/// a saved model gives to ONNX: the numbers of all columns that are no categories, missing ones as NaN; then a raw code for each
/// category: the number of a text in the vocabulary, from 1, or the key itself; 0 for what is missing or not known.
/// </summary>
internal sealed record TableEncoding
{
    /// <summary>The columns: first those that are numbers, then the categories.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>For each category its vocabulary; none for keys.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Texts { get; init; } = [];

    /// <summary>For each category how many codes the network gets, code 0 included.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [];

    /// <summary>How numbers are encoded.</summary>
    public NumericEncoding Numeric { get; init; } = NumericEncoding.Standard;

    /// <summary>Pieces that the range of each number is cut into; 1 with standard encoding.</summary>
    public int Pieces { get; init; } = 1;

    /// <summary>Which numbers had missing values in training: each has a flag that says so.</summary>
    public IReadOnlyList<int> Flagged { get; init; } = [];

    /// <summary>Numbers in a raw row that are no codes.</summary>
    [JsonIgnore]
    public int Numbers => Columns.Where(c => !c.IsCategory).Sum(c => c.Size);

    /// <summary>The categories.</summary>
    [JsonIgnore]
    public IEnumerable<TableColumn> Categories => Columns.Where(c => c.IsCategory);

    /// <summary>Numbers in a raw row.</summary>
    [JsonIgnore]
    public int RawWidth => Numbers + Categories.Count();

    /// <summary>Numbers that stand for one numeric column.</summary>
    [JsonIgnore]
    public int NumberWidth => Numeric == NumericEncoding.PiecewiseLinear ? Pieces : 1;

    /// <summary>For each category how many raw codes there are, 0 included.</summary>
    [JsonIgnore]
    public IEnumerable<int> RawCodes => Categories.Select((c, i) => c.Kind == TableColumnKind.Key ? c.Keys + 1 : Texts[i].Count + 1);

    /// <summary>For each column where it begins in a raw row, and how many numbers it has there: the numbers of a vector are columns of their own.</summary>
    [JsonIgnore]
    public IEnumerable<(int From, int Size)> Places
    {
        get
        {
            var from = 0;
            foreach (var column in Columns.OrderBy(c => c.IsCategory))
            {
                if (column.IsVector)
                    for (var i = 0; i < column.Size; i++) yield return (from + i, 1);
                else
                    yield return (from, column.IsCategory ? 1 : column.Size);
                from += column.IsCategory ? 1 : column.Size;
            }
        }
    }

    /// <summary>What the network's body gets.</summary>
    [JsonIgnore]
    public TableShape Shape => new(((Numbers + Flagged.Count) * NumberWidth) + Codes.Count) { Categories = Codes, NumberWidth = NumberWidth };

    /// <summary>What was learnt beside; null when it comes from a file of weights.</summary>
    [JsonIgnore]
    public TableValues? Values { get; init; }
}

/// <summary>What was learnt of numbers and codes.</summary>
internal sealed record TableValues
{
    /// <summary>For each number what stands for a missing one.</summary>
    public required float[] Fill { get; init; }

    /// <summary>For each number and piece where it begins; the mean with standard encoding; infinite where quantiles are fewer.</summary>
    public required float[] Low { get; init; }

    /// <summary>For each number and piece one by its width; one by the deviation with standard encoding.</summary>
    public required float[] Inverse { get; init; }

    /// <summary>For each number and piece how much the encoded number rises in it; empty unless encoded by quantiles.</summary>
    public float[] Rise { get; init; } = [];

    /// <summary>For each number and piece what is given where it begins; empty unless encoded by quantiles.</summary>
    public float[] Start { get; init; } = [];

    /// <summary>For each category and raw code the code that the network gets, category by category.</summary>
    public required float[] Codes { get; init; }
}

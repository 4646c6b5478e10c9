using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Text;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Graphs;
using MLNetDeep.Inputs.Sounds;
using MLNetDeep.Inputs.Tables;
using MLNetDeep.Runtime;

namespace MLNetDeep.AutoML;

/// <summary>The columns that models learn from, by what they hold.</summary>
internal sealed class FeatureColumns
{
    // The keys of the kind of input that is several, of graphs, of sequences and of sounds.
    private const string Several = "combined", OfGraphs = "graph", OfSequences = "sequence", OfSounds = "sound";

    private readonly List<TableColumn> _table = [];

    private readonly string[] _graph = [];

    private FeatureColumns(string? picture, IReadOnlyList<string> texts) => (Picture, Texts) = (picture, texts);

    private FeatureColumns(GraphTrainerOptions graph, string[] columns) : this(default(string), []) => (Graph, _graph) = (graph, columns);

    private FeatureColumns(SoundColumn sound) : this(default(string), []) => Sound = sound;

    /// <summary>The column of sounds, where there is nothing else to learn from; else null.</summary>
    public SoundColumn? Sound { get; }

    /// <summary>Where rows are graphs, what their columns are called; else null.</summary>
    public GraphTrainerOptions? Graph { get; }

    /// <summary>The column of sequences, vectors of numbers of any length, where there is nothing else to learn from; else null.</summary>
    public string? Sequence { get; private init; }

    /// <summary>The column of images, MLImage, encoded bytes or the paths of files, where there is nothing else to learn from; else null.</summary>
    public string? Image => IsMixed ? null : Picture;

    /// <summary>The column of text for networks for text where there is nothing else to learn from; else null.</summary>
    public string? Text => IsMixed || Picture is not null ? null : Texts.FirstOrDefault();

    /// <summary>The column of images, alone or beside others; null for none.</summary>
    public string? Picture { get; }

    /// <summary>The columns of text, alone or beside others.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The columns of a table, alone or beside others.</summary>
    public string[] Table => [.. _table.Select(c => c.Name)];

    /// <summary>Whether there is more than a table, one column of images or one of text: networks over several inputs take it.</summary>
    public bool IsMixed => (Picture is null ? 0 : 1) + Texts.Count + (_table.Count > 0 ? 1 : 0) > 1;

    /// <summary>The names: those of a graph; or images, texts, and the table in the order of the schema.</summary>
    public string[] Names =>
    [
        .. _graph, .. Sequence is { } sequence ? [sequence] : Array.Empty<string>(), .. Sound is { } sound ? [sound.Name] : Array.Empty<string>(),
        .. Picture is { } picture ? [picture] : Array.Empty<string>(), .. Texts, .. Table,
    ];

    /// <summary>Numbers that stand for the columns that are no categories, in a row.</summary>
    public int Numbers => _table.Where(c => !c.IsCategory).Sum(c => c.Size);

    /// <summary>For each category how many values it has; 0 where it is text, and nobody knows.</summary>
    public IReadOnlyList<int> Categories => [.. _table.Where(c => c.IsCategory).Select(c => c.Keys)];

    /// <summary>Finds them.</summary>
    /// <param name="schema">Of the training rows.</param>
    /// <param name="named">The names that the user gave; null for every column of a type that suits.</param>
    /// <param name="others">Columns that are not learnt from: the label, weights, groups.</param>
    /// <param name="imageColumnName">The column of images; null for others, or where it is of type MLImage.</param>
    /// <param name="textColumnNames">The columns of text for networks for text; null for others. Beside images or texts other columns are learnt from where they are named.</param>
    /// <param name="graph">What the columns of graphs are called; null where rows are graphs only if nothing else is named and they have the columns that graphs have by default.</param>
    /// <param name="sound">The column of sounds; null for others.</param>
    /// <exception cref="ArgumentException">Lists every named column that is missing or of a type that does not suit, or says that there is none to learn from.</exception>
    public static FeatureColumns Of(DataViewSchema schema, IReadOnlyList<string>? named, IReadOnlyCollection<string> others, string? imageColumnName = null, IReadOnlyList<string>? textColumnNames = null,
        GraphTrainerOptions? graph = null, SoundColumn? sound = null)
    {
        string[] texts = [.. textColumnNames ?? []];
        bool areNamed = named is not null || imageColumnName is not null || texts.Length > 0;
        if (sound is not null)
            return named is { Count: > 0 } || imageColumnName is not null || texts.Length > 0 || graph is not null ? throw new ArgumentException("Rows are sounds: other columns cannot be learnt from beside them.") : OfSound(schema, sound);
        if (graph is not null && areNamed)
            throw new ArgumentException("Rows are graphs: columns of a table, of images or of text cannot be learnt from beside them.");
        if (graph is not null || (!areNamed && GraphInput.IsIn(schema)))
            return new FeatureColumns(graph ?? new GraphTrainerOptions(), [.. GraphCountsEstimator.ColumnsIn(schema, graph ?? new GraphTrainerOptions()).Names]);
        foreach (string text in texts)
            CheckText(schema, text);
        if (imageColumnName is not null || texts.Length > 0)
        {
            named = named?.Except(texts.Append(imageColumnName)).OfType<string>().ToList();
            if (named is null or { Count: 0 })
                return new FeatureColumns(imageColumnName, texts);
        }
        DataViewSchema.Column[] candidates = [.. schema.Where(c => !c.IsHidden && !others.Contains(c.Name) && named?.Contains(c.Name) != false)];
        if (candidates is [{ Type: ImageDataViewType } image])
            return new FeatureColumns(image.Name, []);
        if (candidates is [{ Type: VectorDataViewType { IsKnownSize: false, ItemType: NumberDataViewType } } only] && imageColumnName is null && texts.Length == 0)
            return new FeatureColumns(default(string), []) { Sequence = only.Name };
        var faults = named is null ? [] : named.Except(candidates.Select(c => c.Name)).Select(n => $"There is no column '{n}' to learn from.").ToList();
        var columns = new FeatureColumns(imageColumnName, texts);
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
        string? wanted = Graph is not null ? OfGraphs : Sequence is not null ? OfSequences : Sound is not null ? OfSounds : IsMixed ? Several : Image is not null ? "image" : Text is not null ? "text" : null;
        if (wanted is null ? architecture.InputKind.Key is "text" or OfGraphs or OfSounds : architecture.InputKind.Key != wanted)
            throw new ArgumentException($"{architecture.DisplayName} takes {architecture.InputKind.DisplayName}, but the features are {this}.{(IsMixed ? " Combined takes them." : "")}");
    }

    /// <summary>The inputs of a network over several, each taken by the network that comes first for its kind.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="isPair">Whether it takes two texts and nothing else.</param>
    public InputParts Parts(Architecture architecture, bool isPair)
    {
        if (isPair && !IsPair)
            throw new ArgumentException($"{architecture.DisplayName} takes two columns of text and nothing else, but the features are {this}.");
        List<InputPart> parts = [.. Texts.Select(text => new InputPart(text, new TextCnnOptions()))];
        if (Picture is not null)
            parts.Insert(0, new InputPart(Picture, new CnnOptions()));
        if (_table.Count > 0)
            parts.Add(new InputPart(Table, new MlpOptions()));
        return InputParts.Create([.. parts]);
    }

    /// <summary>Whether they are two texts and nothing else.</summary>
    public bool IsPair => Picture is null && Texts.Count == 2 && _table.Count == 0;

    /// <summary>What they are, in words.</summary>
    public override string ToString()
    {
        if (Graph is not null)
            return "graphs";
        if (Sequence is not null)
            return $"the sequences in column '{Sequence}'";
        if (Sound is not null)
            return $"the sound in column '{Sound.Name}'";
        if (Picture is null && Texts.Count == 0)
            return "columns of a table";
        List<string> kinds = [.. Texts.Select(text => $"the text in column '{text}'")];
        if (Picture is not null)
            kinds.Insert(0, $"the image in column '{Picture}'");
        if (_table.Count > 0)
            kinds.Add(_table.Count == 1 ? $"column '{Table[0]}'" : $"{_table.Count} columns of a table");
        return string.Join(" and ", kinds);
    }

    private static FeatureColumns OfSound(DataViewSchema schema, SoundColumn sound)
    {
        if (schema.GetColumnOrNull(sound.Name) is not { } column)
            throw new ArgumentException($"There is no column of sounds '{sound.Name}'.");
        return SoundSources.Of(ColumnForm.Of(column.Type)) is null
            ? throw new ArgumentException($"Column '{sound.Name}' holds no sounds: it is {column.Type}, but {string.Join(" or ", SoundSources.Forms)} is expected.")
            : new FeatureColumns(sound);
    }

    private static void CheckText(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name)?.Type is not TextDataViewType)
            throw new ArgumentException($"There is no column of text '{name}'{(schema.GetColumnOrNull(name) is { } other ? $": it is {other.Type}" : "")}.");
    }

    /// <summary>Puts them into one vector of numbers, as ML.NET's own trainers want it.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="output">The name of the vector.</param>
    /// <param name="isScaled">Whether numbers are scaled and missing ones replaced by the mean.</param>
    public IEstimator<ITransformer> ToVector(MLContext ml, string output, bool isScaled)
    {
        if (Image is not null)
            throw new NotSupportedException($"Column '{Image}' holds images: a vector of them is made by the caller.");
        if (Sequence is not null)
            throw new NotSupportedException($"Column '{Sequence}' holds sequences of different lengths: trainers of ML.NET's own want vectors of one length. A step that summarizes sequences makes such a vector.");
        if (Sound is not null)
            return SoundVector.Create(ml, Sound, output);
        if (Graph is not null)
            return GraphVector.Create(ml, Graph, output, isScaled);
        if (Text is not null)
            return new EstimatorChain<ITransformer>().Append(ml.Transforms.Text.FeaturizeText(output, Text));
        var chain = new EstimatorChain<ITransformer>();
        foreach (IEstimator<ITransformer> step in Steps(ml, isScaled))
            chain = chain.Append(step);
        List<string> vectors = [.. Table];
        if (Texts.Count > 0)
        {
            chain = chain.Append(ml.Transforms.Text.FeaturizeText(Prepared(Texts[0]), new TextFeaturizingEstimator.Options(), [.. Texts]));
            vectors.Add(Texts[0]);
        }
        if (Picture is not null)
        {
            chain = chain.Append(ImageVector.CreateWithMissing(ml, Picture, Prepared(Picture)));
            vectors.Add(Picture);
        }
        return chain.Append(ml.Transforms.Concatenate(output, [.. vectors.Select(Prepared)]));
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

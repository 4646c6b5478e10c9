using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Nodes;

namespace MLNetDeep.Cli.Training;

/// <summary>A model from a zip with what is needed to feed it.</summary>
internal sealed record SavedModel(ITransformer Transformer, DataViewSchema InputSchema, ModelRecord Record)
{
    public static SavedModel Load(MLContext ml, string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no model '{path}'.");
        try
        {
            // A search may have chosen a model without a network; no result of one is trained further.
            ITransformer transformer = ModelRecord.Read(path)?.Architecture == ModelRecord.Searched
                ? ml.Model.LoadForScoring(path, out DataViewSchema schema)
                : ml.Deep().Model.Load(path, out schema);
            return new SavedModel(transformer, schema, ReadRecord(path));
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new CommandException($"'{path}' is not a complete model zip: {e.Message}", e);
        }
    }

    /// <summary>Its networks, as they were trained; none where a search chose the model.</summary>
    public IEnumerable<DeepTransformer> Trained => (Transformer as IEnumerable<ITransformer> ?? [Transformer]).OfType<DeepTransformer>();

    /// <summary>Whether it takes grayscale images alone: it was trained on such, and not asked to convert others.</summary>
    public bool NeedsGrey => Trained.Any(network => network is { Input: ImageShape { Channels: 1 }, Options: ImageTrainerOptions { Channels: not 1 } });

    /// <summary>What a model says of itself.</summary>
    public static ModelRecord ReadRecord(string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no model '{path}'.");
        try
        {
            return ModelRecord.Read(path) ?? throw Unknown(path);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new CommandException($"'{path}' is not a complete model zip: {e.Message}", e);
        }
    }

    private static CommandException Unknown(string path) =>
        new(NodesRecord.IsIn(path)
            ? $"'{path}' is a model of nodes: 'mlnetdeep nodes evaluate' and 'mlnetdeep nodes predict' take it."
            : $"'{path}' was not written by 'mlnetdeep train': it does not say which input columns it takes.");

    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or FormatException or IOException or InvalidOperationException or JsonException or ArgumentException;

    // A file of graphs may have no edge that would tell.
    private GraphSource? Graphs(ScoreRequest request)
    {
        if (Record.Columns.Graph is null)
            return null;
        return request.Data is [var path] && File.Exists(path)
            ? GraphFile.IsJson(path) ? new GraphSource(path) : throw new CommandException($"The model takes graphs, but '{path}' is no file with a graph a line, as JSON.")
            : throw new CommandException(request.Data is [var one] ? $"The model takes graphs, but there is no file '{one}'." : "The model takes graphs: give one file with --data.");
    }

    /// <summary>Opens labelled data of the form that the model was trained on.</summary>
    public DataSource Open(ScoreRequest request) => Graphs(request) ?? DataSource.Open(request.Data[0], request.Form, Record.Columns.TableLayout);

    /// <summary>Opens data to predict.</summary>
    public DataSource OpenToPredict(ScoreRequest request) => Graphs(request) ?? DataSource.OpenToPredict(request.Data, request.Form, Record.Columns.TableLayout);

    /// <summary>Names of the classes, in the order of the scores; none where there is one score and the record has none.</summary>
    /// <param name="rows">Rows that the model can score.</param>
    public string[] Classes(IDataView rows)
    {
        if (Record.Classes.Length > 0)
            return Record.Classes;
        DataViewSchema.Column score = Transformer.GetOutputSchema(rows.Schema)["Score"];
        if (score.Annotations.Schema.GetColumnOrNull("SlotNames") is null)
            return [];
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}

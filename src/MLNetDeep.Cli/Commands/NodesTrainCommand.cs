using System.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Nodes;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>nodes train</c>: one network for nodes, saved as a model zip.</summary>
internal sealed class NodesTrainCommand
{
    private readonly Option<string> _nodes = NodesCommand.Nodes("Table of nodes: id, label, split and features. All nodes, those without a label too.");
    private readonly Option<string> _edges = new("--edges") { Description = "Table of edges: the ids of two nodes each.", HelpName = "F", Required = true };
    private readonly Option<string> _id = Column("--id", "Column of the nodes with their ids.", "Id");
    private readonly Option<string> _label = Column("--label", "Column of the nodes with the label; several as A,B,… Empty where it is not known.", "Label");
    private readonly Option<string?> _split = new("--split") { Description = "Column of the nodes that says which are for what: train, validation (or val) or test. If not given, all labelled nodes are trained on.", HelpName = "COL" };
    private readonly Option<string[]> _features = new("--features")
    {
        Description = "Columns of the nodes to learn from: numbers, categories, and text as a bag of words; names, ranges (p0..p63) and patterns (p*). If not given: all that carry information.",
        HelpName = "A,B,…",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> _source = Column("--source", "Column of the edges with the id of the node that they go from.", "Source");
    private readonly Option<string> _target = Column("--target", "Column of the edges with the id of the node that they go to.", "Target");
    private readonly Option<string?> _weight = new("--weight") { Description = "Column of the edges with a weight above 0 for each.", HelpName = "COL" };
    private readonly Option<string?> _edgeTag = new("--edge-tag") { Description = "Column of the edges with a tag or relation for each, for rgcn.", HelpName = "COL" };
    private readonly Option<bool> _directed = new("--directed") { Description = "Edges go one way. Without it each goes both ways." };
    private readonly Option<bool> _drop = new("--drop-dangling") { Description = "Leave out edges whose ids no node has. Without it they are an error." };
    private readonly Option<string?> _task = new("--task") { Description = $"The task: {string.Join(", ", CommandTask.All.Select(t => t.Key))}. Inferred from the label if not given.", HelpName = "T" };
    private readonly Option<string?> _positive = new("--positive") { Description = "The class whose probability a binary model predicts. If not given: the one that means yes, else the rarer one.", HelpName = "CLASS" };
    private readonly Option<string> _arch = new("--arch") { Description = $"Architecture: {string.Join(", ", GraphSource.Networks)}.", HelpName = "KEY", DefaultValueFactory = _ => "gcn" };
    private readonly Option<float?> _validation = new("--validation") { Description = "Share of the nodes to train on that is held out for validation, where --split names none.", HelpName = "0.1" };
    private readonly Option<string[]> _set = SharedOptions.Set();
    private readonly Option<int?> _seed = SharedOptions.Seed();
    private readonly Option<int?> _maxEpochs = SharedOptions.MaxEpochs();
    private readonly Option<string> _output = SharedOptions.Out("Model zip to write.");
    private readonly Option<string?> _json = SharedOptions.Json();
    private readonly FormOptions _form = new();

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var options = new NodesTrainCommand();
        var command = new Command("train", "Train a network on the nodes of a graph and save it as a model zip.");
        foreach (Option option in new Option[]
        {
            options._nodes, options._edges, options._id, options._label, options._split, options._features, options._source, options._target, options._weight, options._edgeTag, options._directed,
            options._drop, options._task, options._positive, options._arch, options._validation, options._set, options._seed, options._maxEpochs, options._output, options._json,
        })
            command.Add(option);
        options._form.AddTo(command);
        command.SetAction(parsed => new NodesTrainRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(options.Read(parsed)));
        return command;
    }

    private NodesTrainRequest Read(ParseResult parsed)
    {
        string? task = parsed.GetValue(_task) is { } key ? CommandTask.Get(key).Key : null;
        var input = new InputRequest(task, parsed.GetRequiredValue(_nodes), _form.Read(parsed), parsed.GetRequiredValue(_label), null, parsed.GetValue(_features) ?? [], parsed.GetValue(_positive));
        var columns = new NodeColumns(parsed.GetRequiredValue(_id), parsed.GetRequiredValue(_source), parsed.GetRequiredValue(_target))
        {
            Split = parsed.GetValue(_split),
            Weight = parsed.GetValue(_weight),
            EdgeTag = parsed.GetValue(_edgeTag),
            IsDirected = parsed.GetValue(_directed),
            DropsDangling = parsed.GetValue(_drop),
        };
        var network = new NetworkRequest(parsed.GetRequiredValue(_arch), parsed.GetValue(_set) ?? [], parsed.GetValue(_seed), parsed.GetValue(_maxEpochs), parsed.GetValue(_validation));
        return new NodesTrainRequest(input, parsed.GetRequiredValue(_edges), columns, network, parsed.GetRequiredValue(_output), parsed.GetValue(_json));
    }

    private static Option<string> Column(string name, string what, string fallback) => new(name) { Description = what, HelpName = "COL", DefaultValueFactory = _ => fallback };
}

using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>The weights of a stack of recurrent layers, and the call that runs them all.</summary>
internal sealed class RecurrentStack
{
    internal sealed record Options(long Input, long Hidden, long Layers, bool Bias, bool BatchFirst, double Dropout, bool Bidirectional);

    private readonly nn.Module owner;
    private readonly string op;
    private readonly string[] names;

    public RecurrentStack(nn.Module owner, string op, int gates, Options options, Device? device, ScalarType? dtype)
    {
        (this.owner, this.op, Settings) = (owner, op, options);
        if (options.Hidden <= 0 || options.Layers <= 0)
            throw new ArgumentException($"hidden size and number of layers must be at least 1, but were {options.Hidden} and {options.Layers}.");
        var made = new List<string>();
        for (var layer = 0; layer < options.Layers; layer++)
            for (var direction = 0; direction < Directions; direction++)
                made.AddRange(Register(layer, direction, gates, device, dtype));
        names = made.ToArray();
        var bound = 1 / Math.Sqrt(options.Hidden);
        foreach (var name in names)
            init.uniform_(owner.get_parameter(name)!, -bound, bound);
    }

    public Options Settings { get; }

    private int Directions => Settings.Bidirectional ? 2 : 1;

    private IEnumerable<string> Register(int layer, int direction, int gates, Device? device, ScalarType? dtype)
    {
        var suffix = $"_l{layer}{(direction == 1 ? "_reverse" : "")}";
        var width = layer == 0 ? Settings.Input : Settings.Hidden * Directions;
        var rows = gates * Settings.Hidden;
        (string, long[])[] shapes = Settings.Bias
            ? [("weight_ih", [rows, width]), ("weight_hh", [rows, Settings.Hidden]), ("bias_ih", [rows]), ("bias_hh", [rows])]
            : [("weight_ih", [rows, width]), ("weight_hh", [rows, Settings.Hidden])];
        foreach (var (name, shape) in shapes)
        {
            owner.register_parameter(name + suffix, new Parameter(empty(shape, dtype, device)));
            yield return name + suffix;
        }
    }

    private Tensor[] Weights => Array.ConvertAll(names, name => (Tensor)owner.get_parameter(name)!);

    public (Tensor Output, Tensor Hidden) Run(Tensor input, Tensor? hidden)
    {
        using var scope = NewDisposeScope();
        var (batch, single) = Batched(input);
        var state = hidden is null ? Zeros(batch) : single ? hidden.unsqueeze(1) : hidden;
        var (output, last) = Op.Two(op + ".input", batch, state, Weights, Settings.Bias, Settings.Layers, Settings.Dropout,
            owner.training, Settings.Bidirectional, Settings.BatchFirst);
        return (Out(output, single), Last(last, single));
    }

    public (Tensor Output, Tensor Hidden, Tensor Cell) Run(Tensor input, (Tensor Hidden, Tensor Cell)? states)
    {
        using var scope = NewDisposeScope();
        var (batch, single) = Batched(input);
        var (h, c) = states is not { } given ? (Zeros(batch), Zeros(batch))
            : single ? (given.Hidden.unsqueeze(1), given.Cell.unsqueeze(1)) : given;
        var (output, hidden, cell) = Op.Three("lstm.input", batch, new[] { h, c }, Weights, Settings.Bias, Settings.Layers,
            Settings.Dropout, owner.training, Settings.Bidirectional, Settings.BatchFirst);
        return (Out(output, single), Last(hidden, single), Last(cell, single));
    }

    private (Tensor, bool) Batched(Tensor input) => input.ndim switch
    {
        3 => (input, false),
        2 => (input.unsqueeze(Settings.BatchFirst ? 0 : 1), true),
        _ => throw new ArgumentException($"{owner.GetName()}: expected input of 2 or 3 dimensions, but it has {input.ndim}."),
    };

    private Tensor Zeros(Tensor batch) => zeros([Settings.Layers * Directions, batch.shape[Settings.BatchFirst ? 0 : 1], Settings.Hidden],
        batch.dtype, batch.device);

    private Tensor Out(Tensor output, bool single) =>
        (single ? output.squeeze(Settings.BatchFirst ? 0 : 1) : output).MoveToOuterDisposeScope();

    private static Tensor Last(Tensor state, bool single) => (single ? state.squeeze(1) : state).MoveToOuterDisposeScope();
}

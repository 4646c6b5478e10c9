using MLNetDeep.Common;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Recurrent layers: one step after the other, forwards, backwards or both. Shapes: [steps, rows, inputs] → [steps, directions, rows, width].</summary>
internal static class RecurrentOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["LSTM"] = node => Layer(node, 4, Lstm),
        ["GRU"] = node => Layer(node, 3, node.Integer("linear_before_reset", 0) != 0 ? GruResettingLast : GruResettingFirst),
    };

    /// <summary>One step: from its input by all gates, the states before and the weights of the states to the states after.</summary>
    private delegate (Tensor Hidden, Tensor Cell) Step(Tensor input, Tensor hidden, Tensor cell, Tensor weights, Tensor bias);

    private static Operation Layer(OnnxNode node, int gates, Step step)
    {
        var (direction, width) = (node.Text("direction", "forward"), node.Integer("hidden_size", 0));
        string[] other = ["activations", "activation_alpha", "activation_beta", "clip", "input_forget"];
        if (other.FirstOrDefault(name => node.Has(name) && !(name == "input_forget" && node.Integer(name, 0) == 0)) is { } found)
            throw new NotSupportedException($"node {node.Title} has the attribute '{found}', which is not offered");
        if (node.Integer("layout", 0) != 0) throw new NotSupportedException($"node {node.Title} has layout 1; offered is 0");
        if (node.Input(7) is not null) throw new NotSupportedException($"node {node.Title} has peepholes, which are not offered");
        return inputs =>
        {
            var (x, weights, recurrent) = (inputs[0]!, inputs[1]!, inputs[2]!);
            var (bias, lengths) = (inputs.ElementAtOrDefault(3), inputs.ElementAtOrDefault(4));
            List<Tensor> all = [], hiddens = [], cells = [];
            var directions = direction == "bidirectional" ? 2 : 1;
            for (var d = 0; d < directions; d++)
            {
                var start = zeros(x.shape[1], width, x.dtype, x.device);
                var (hidden, cell) = (inputs.ElementAtOrDefault(5)?.select(0, d) ?? start, inputs.ElementAtOrDefault(6)?.select(0, d) ?? start);
                var both = bias?.select(0, d) ?? zeros(2 * gates * width, x.dtype, x.device);
                var projected = MatrixOperators.Product(x, weights.select(0, d).t()).Plus(both.narrow(0, 0, gates * width));
                var (own, shift) = (recurrent.select(0, d), both.narrow(0, gates * width, gates * width));
                var steps = new Tensor[x.shape[0]];
                var isBackwards = direction == "reverse" || d == 1;
                for (long i = 0; i < steps.Length; i++)
                {
                    var at = isBackwards ? steps.Length - 1 - i : i;
                    var (nextHidden, nextCell) = step(projected.select(0, at), hidden, cell, own, shift);
                    if (lengths is not null)
                    {
                        // Rows that are over keep their states, and give zeros.
                        var isIn = lengths.gt(Tensors.OfLongs([at]).to(lengths.device)).unsqueeze(1);
                        (nextHidden, nextCell) = (where(isIn, nextHidden, hidden), where(isIn, nextCell, cell));
                        steps[at] = nextHidden.mul(isIn.to(nextHidden.dtype));
                    }
                    else
                    {
                        steps[at] = nextHidden;
                    }
                    (hidden, cell) = (nextHidden, nextCell);
                }
                all.Add(stack(steps));
                hiddens.Add(hidden);
                cells.Add(cell);
            }
            return [stack(all, 1), stack(hiddens), stack(cells)];
        };
    }

    // Gates: input, output, forget, cell.
    private static (Tensor, Tensor) Lstm(Tensor input, Tensor hidden, Tensor cell, Tensor weights, Tensor bias)
    {
        var parts = input.Plus(hidden.mm(weights.t())).Plus(bias).chunk(4, 1);
        var next = parts[2].sigmoid().mul(cell).Plus(parts[0].sigmoid().mul(parts[3].tanh()));
        return (parts[1].sigmoid().mul(next.tanh()), next);
    }

    // Gates: update, reset, hidden.
    private static (Tensor, Tensor) GruResettingLast(Tensor input, Tensor hidden, Tensor cell, Tensor weights, Tensor bias)
    {
        var (inputs, states) = (input.chunk(3, 1), hidden.mm(weights.t()).Plus(bias).chunk(3, 1));
        var (update, reset) = (inputs[0].Plus(states[0]).sigmoid(), inputs[1].Plus(states[1]).sigmoid());
        return (Mixed(update, inputs[2].Plus(reset.mul(states[2])).tanh(), hidden), cell);
    }

    private static (Tensor, Tensor) GruResettingFirst(Tensor input, Tensor hidden, Tensor cell, Tensor weights, Tensor bias)
    {
        var (inputs, own, shifts) = (input.chunk(3, 1), weights.chunk(3, 0), bias.chunk(3, 0));
        Tensor Gate(int gate, Tensor state) => inputs[gate].Plus(state.mm(own[gate].t())).Plus(shifts[gate]);
        var (update, reset) = (Gate(0, hidden).sigmoid(), Gate(1, hidden).sigmoid());
        return (Mixed(update, Gate(2, reset.mul(hidden)).tanh(), hidden), cell);
    }

    private static Tensor Mixed(Tensor update, Tensor next, Tensor hidden) => next.Plus(update.mul(hidden.sub(next)));
}

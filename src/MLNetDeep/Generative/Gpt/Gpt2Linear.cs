using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>
/// A linear layer of a published network, whose weights lie as [inputs, outputs]; with a rank, these stay as they are and the product of two narrow matrices that are learnt is added (Hu et al., LoRA: Low-Rank Adaptation
/// of Large Language Models, 2022; α is the rank). Shapes: [.., inputs] → [.., outputs].
/// </summary>
internal sealed class Gpt2Linear : Block<Tensor>
{
    private const string Weight = "weight", Bias = "bias", Down = "lora_down", Up = "lora_up";
    private readonly bool _isAdapted;

    public Gpt2Linear(int inputs, int outputs, int rank) : base(nameof(Gpt2Linear))
    {
        _isAdapted = rank > 0;
        Parameter(Weight, init.normal_(empty(inputs, outputs), 0, 0.02));
        Parameter(Bias, zeros(outputs));
        if (!_isAdapted) return;
        Parameter(Down, init.normal_(empty(rank, inputs), 0, 1 / Math.Sqrt(inputs)));
        Parameter(Up, zeros(outputs, rank));
    }

    /// <summary>Adds what forward does to a graph, as one matrix.</summary>
    public OnnxValue Export(GptGraph graph, OnnxValue input)
    {
        using var still = no_grad();
        var weight = get_parameter(Weight)!;
        var whole = _isAdapted ? weight.Plus(get_parameter(Down)!.transpose(0, 1).mm(get_parameter(Up)!.transpose(0, 1))) : weight;
        return graph.Node("Add", [graph.Linear(input, whole), graph.Composer.Constant(get_parameter(Bias)!)]);
    }

    protected override Tensor Run(Tensor input)
    {
        var output = functional.linear(input, get_parameter(Weight)!.transpose(0, 1), get_parameter(Bias));
        return _isAdapted ? output.Plus(functional.linear(functional.linear(input, get_parameter(Down)!), get_parameter(Up)!)) : output;
    }
}

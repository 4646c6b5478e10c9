using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.AutoML;

/// <summary>How many weights and activations a network has: it is made, and tried on two empty rows.</summary>
/// <param name="Weights">Its weights.</param>
/// <param name="Activations">Numbers that its layers give for one row.</param>
internal sealed record NetworkSize(long Weights, long Activations)
{
    private const int Rows = 2;

    public static NetworkSize Of(Architecture architecture, TrainerOptions options, InputShape input, OutputShape output)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        using var network = (Module<Tensor, Tensor>)architecture.Build(options, input, output);
        long activations = 0;
        foreach (Module<Tensor, Tensor> layer in network.modules().OfType<Module<Tensor, Tensor>>())
        {
            layer.register_forward_hook((_, _, result) =>
            {
                activations += result.numel();
                return result;
            });
        }
        network.eval();
        network.call(zeros([Rows, .. input.Dimensions], ScalarType.Float32));
        return new NetworkSize(network.parameters().Sum(p => p.numel()), activations / Rows);
    }
}

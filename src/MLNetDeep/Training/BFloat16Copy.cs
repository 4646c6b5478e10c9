using MLNetDeep.Common;
using MLNetDeep.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// A copy of a network whose products of matrices and convolutions are computed in bfloat16 (Micikevicius et al., Mixed Precision
/// Training, 2018; Kalamkar et al., A Study of BFLOAT16, 2019). The weights that are changed and kept are the network's own, in
/// single precision, and so are norms, losses and gradients outside of those layers. TorchSharp has no autocast.
/// </summary>
internal sealed class BFloat16Copy : IDisposable
{
    private readonly Module<Tensor, Tensor> _copy;
    private readonly List<(Tensor Own, Tensor Copy)> _parameters;
    private readonly List<(Tensor Own, Tensor Copy)> _buffers;

    /// <summary>Takes a copy over and converts it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="copy">Another of its kind.</param>
    /// <param name="rows">Makes rows with nothing in them, of the size that it is trained with.</param>
    /// <param name="givesBack">
    /// Whether each layer in 16 bits gives its result in single precision, as code between layers may need that was not written for both: a product
    /// of the two by <c>matmul</c> would end the process.
    /// </param>
    public BFloat16Copy(Module<Tensor, Tensor> network, Module<Tensor, Tensor> copy, Func<Features> rows, bool givesBack)
    {
        _copy = copy;
        var small = SmallConvolutions.In(copy, () => copy.Call(rows()));
        foreach (var (_, module) in copy.named_modules().ToList()) Convert(module, givesBack, small.Contains(module));
        if (FilterLayout.IsIn(network)) Turn(copy);
        var (own, its) = (network.named_parameters().ToDictionary(p => p.name, p => p.parameter), copy.named_parameters());
        _parameters = [.. its.Select(p => ((Tensor)own[p.name], p.parameter.DetachFromDisposeScope()))];
        var buffers = network.named_buffers().ToDictionary(b => b.name, b => b.buffer);
        _buffers = [.. copy.named_buffers().Select(b => (buffers[b.name], b.buffer.DetachFromDisposeScope()))];
    }

    /// <summary>How many parameters the layers have that a copy computes in bfloat16.</summary>
    public static long Parameters(Module network) => network.modules().Where(IsConverted).Sum(layer => layer.parameters().Sum(p => p.numel()));

    /// <summary>The copy.</summary>
    public Module<Tensor, Tensor> Network => _copy;

    /// <summary>Tries a batch of empty rows forth and back; throws where the network or the device cannot compute so.</summary>
    /// <param name="rows">The rows, on the device.</param>
    /// <param name="device">Where it computes.</param>
    public void Check(Features rows, Device device)
    {
        using var scope = NewDisposeScope();
        try
        {
            _copy.eval();
            Call(rows).sum().backward();
            _copy.zero_grad();
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new InvalidOperationException($"{nameof(TrainerOptions.Precision)} {nameof(Precision.BFloat16)} does not work for this network on {device}: {TorchErrors.Reason(e)} "
                + $"What works are layers of TorchSharp (Linear, Conv1d to Conv3d, norms, activations) and sums of what they give. Use {nameof(Precision.Single)}.", e);
        }
    }

    /// <summary>Takes over everything that the network has learnt, and goes into training.</summary>
    public void Start()
    {
        _copy.train();
        Follow();
        using var still = no_grad();
        foreach (var (own, copy) in _buffers) copy.copy_(own);
    }

    /// <summary>Takes over the network's weights.</summary>
    public void Follow()
    {
        using var still = no_grad();
        foreach (var (own, copy) in _parameters) copy.copy_(own);
    }

    /// <summary>From raw numbers to raw outputs, which are in single precision.</summary>
    public Tensor Call(Features features) => _copy.Call(features).to(ScalarType.Float32);

    /// <summary>Adds the gradients to the network's own, and hands over what it learnt about its rows beside weights.</summary>
    public void HandGradients()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var (own, copy) in _parameters)
        {
            if (copy.grad is not { } gradient) continue;
            if (own.grad is { } sum) sum.AddInPlace(gradient);
            else own.grad = gradient.to(ScalarType.Float32);
        }
        _copy.zero_grad();
        foreach (var (own, copy) in _buffers) own.copy_(copy);
    }

    /// <summary>Drops gradients that were not handed over.</summary>
    public void Forget() => _copy.zero_grad();

    public void Dispose() => _copy.Dispose();

    private static void Convert(Module module, bool givesBack, bool staysSingle)
    {
        // Converting rows there and back would cost as much as such a layer itself.
        if (module is ITakesBFloat16 && !givesBack) return;
        if (IsConverted(module) && !staysSingle)
        {
            if (module is Convolution convolution) SmallConvolutions.Refuse(convolution);
            module.to(ScalarType.BFloat16);
            ParameterCount.Add(module);
            TakeAs((Module<Tensor, Tensor>)module, ScalarType.BFloat16);
            if (givesBack) ((Module<Tensor, Tensor>)module).register_forward_hook((_, _, output) => output.to(ScalarType.Float32));
        }
        else if (module is Module<Tensor, Tensor> layer && !module.children().Any() && module.parameters().Any())
        {
            TakeAs(layer, ScalarType.Float32);
        }
    }

    private static void Turn(Module copy)
    {
        using var still = no_grad();
        using var scope = NewDisposeScope();
        foreach (var weight in copy.parameters().Where(FilterLayout.Turns)) weight.set_(FilterLayout.View(FilterLayout.Flat(weight), weight.shape));
    }

    private static bool IsConverted(Module module) => module is TorchSharp.Modules.Linear or Convolution;

    // Numbers of classes or of words stay what they are.
    private static void TakeAs(Module<Tensor, Tensor> layer, ScalarType type) =>
        layer.register_forward_pre_hook((_, input) => input.is_floating_point() ? input.to(type) : input);
}

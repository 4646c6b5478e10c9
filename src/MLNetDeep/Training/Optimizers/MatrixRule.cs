using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training.Optimizers;

/// <summary>Which parameters are matrices of hidden layers: those that decay, but for the ones that make the outputs: those called head or in a part called so, or where there are none the last of the network. A kernel is a matrix with a row for each output channel; a stack of matrices is several.</summary>
internal sealed class MatrixRule
{
    private const string Head = "head";
    private readonly DecayRule _decay;
    private readonly HashSet<string> _kernels;
    private readonly string? _last;

    public MatrixRule(Module network, DecayRule decay)
    {
        _decay = decay;
        _kernels = [.. network.named_modules().Where(m => m.module is Convolution).SelectMany(m => m.module.named_parameters(recurse: false).Select(p => $"{m.name}.{p.name}"))];
        List<string> matrices = [.. network.named_parameters().Where(p => p.parameter.requires_grad && IsMatrix(p.name, p.parameter)).Select(p => p.name)];
        _last = matrices.Exists(IsHead) ? null : matrices.LastOrDefault();
    }

    /// <summary>The rows and columns of a parameter's matrices; null where it is none of a hidden layer.</summary>
    public (long Rows, long Columns)? Find(string name, Tensor parameter)
    {
        if (!IsMatrix(name, parameter) || name == _last || IsHead(name)) return null;
        return _kernels.Contains(name) ? (parameter.shape[0], parameter.numel() / parameter.shape[0]) : (parameter.shape[^2], parameter.shape[^1]);
    }

    private static bool IsHead(string name) => name.Split('.').Contains(Head, StringComparer.OrdinalIgnoreCase);

    private bool IsMatrix(string name, Tensor parameter) => parameter.shape.Length >= 2 && _decay.Decays(name, parameter)
        && (_kernels.Contains(name) ? parameter.shape[0] > 1 && parameter.numel() > parameter.shape[0] : parameter.shape[^2] > 1 && parameter.shape[^1] > 1);
}

using static TorchSharp.torch;

namespace MLNetDeep;

/// <summary>Rows as a module over several inputs gets them.</summary>
/// <param name="names">The inputs' names.</param>
/// <param name="parts">A tensor [rows, …] for each input, as a module over that input alone would get it.</param>
/// <param name="presence">Which inputs each row has: 1 or 0 [rows, inputs]. A picture that is black all over is a missing one, and a text without any known token.</param>
public sealed class CombinedBatch(IReadOnlyList<string> names, IReadOnlyList<Tensor> parts, Tensor presence)
{
    /// <summary>A tensor [rows, …] for each input, as a module over that input alone would get it.</summary>
    public IReadOnlyList<Tensor> Parts => parts;

    /// <summary>Which inputs each row has: 1 or 0 [rows, inputs]. A picture that is black all over is a missing one, and a text without any known token.</summary>
    public Tensor Presence => presence;

    /// <summary>The tensor of the input with this name.</summary>
    /// <exception cref="ArgumentException">There is no such input.</exception>
    public Tensor this[string name] => names.ToList().IndexOf(name) is >= 0 and var at ? parts[at]
        : throw new ArgumentException($"There is no input '{name}'. There are: {string.Join(", ", names)}.", nameof(name));
}

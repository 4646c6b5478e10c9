using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Hangs deep learning on an <see cref="MLContext"/>.</summary>
public static class DeepExtensions
{
    /// <summary>The trainers and operations of MLNetDeep.</summary>
    /// <param name="ml">The context that models are made in: its seed and its log are used.</param>
    public static DeepCatalog Deep(this MLContext ml) => new(ml);
}

using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Hangs deep learning on an <see cref="MLContext"/>.</summary>
public static class DeepExtensions
{
    /// <summary>The trainers and operations of MLNetDeep.</summary>
    /// <param name="ml">The context that models are made in: its seed and its log are used.</param>
    /// <exception cref="DllNotFoundException">libtorch cannot be loaded on this system; see <see cref="TorchLibrary"/>.</exception>
    public static DeepCatalog Deep(this MLContext ml)
    {
        TorchLibrary.Load();
        return new(ml);
    }
}

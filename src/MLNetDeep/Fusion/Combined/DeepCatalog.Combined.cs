using MLNetDeep.Fusion;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>
    /// Trains a network over several inputs, such as an image, a text and a table: each has a network of its own, and a row may be without a picture or a text.
    /// </summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="parts">
    /// The inputs: columns and the options of the network that takes them, as in
    /// <c>[new("Photo", new CnnOptions()), new("Title", new TextCnnOptions()), new(["Price", "Rooms"], new MlpOptions())]</c>.
    /// </param>
    /// <param name="options">What joins them, and the training; defaults when null. Its own Parts do not count.</param>
    public DeepTrainer Combined(string labelColumnName, InputParts parts, CombinedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var settled = (CombinedOptions)(options ?? new CombinedOptions()).Clone();
        settled.Parts = parts;
        return FromArchitecture(new Combined(), labelColumnName, default(IEnumerable<string>), settled);
    }
}

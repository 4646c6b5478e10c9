using MLNetDeep.Common;

namespace MLNetDeep.Inputs;

/// <summary>How the network that another is to start from reads rows.</summary>
internal static class PretrainedInput
{
    /// <summary>The option that names the file.</summary>
    public const string Option = "PretrainedEncoder";

    /// <summary>Reads it from the file.</summary>
    /// <param name="options">The options of the network that is to start from it.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no such network.</exception>
    /// <exception cref="ArgumentException">Its network is of another architecture.</exception>
    public static TSpec Read<TSpec>(TrainerOptions options, string file)
        where TSpec : InputSpec
    {
        var saved = NetworkEntries.Read(file, Option);
        var key = (string?)saved["architecture"] ?? "";
        var wanted = ArchitectureRegistry.All.FirstOrDefault(architecture => architecture.OptionsType == options.GetType())?.Key ?? "module";
        if (key != wanted) throw Differs(file, [$"its architecture is {key}, not {wanted}"]);
        return InputKinds.Read(saved) as TSpec ?? throw Differs(file, ["its input is of another kind"]);
    }

    /// <summary>A network that another cannot start from.</summary>
    public static ArgumentException Differs(string file, IEnumerable<string> faults) => new($"The network in '{file}', which {Option} names, does not suit this trainer: {string.Join("; ", faults)}.");
}

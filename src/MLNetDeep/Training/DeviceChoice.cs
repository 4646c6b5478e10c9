using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>From the name of a device to the device.</summary>
internal static class DeviceChoice
{
    public static bool IsValidName(string? name) =>
        name is "auto" or "cpu" or "cuda" || (name?.StartsWith("cuda:", StringComparison.Ordinal) == true && uint.TryParse(name.AsSpan(5), out _));

    /// <summary>Finds the device of a name.</summary>
    /// <param name="name">auto, cpu, cuda or cuda:index.</param>
    /// <param name="preferred">The GPU that auto means, where the caller's context names one.</param>
    /// <param name="mayFallBack">Whether auto goes on without that GPU when it is not there.</param>
    public static Device Find(string name, int? preferred = null, bool mayFallBack = true)
    {
        var isPreferred = name == "auto" && preferred is { } wanted && (!mayFallBack || (cuda.is_available() && wanted < cuda.device_count()));
        if (isPreferred) name = $"cuda:{preferred}";
        var gpus = name == "cpu" || !cuda.is_available() ? 0 : cuda.device_count();
        if (name == "cpu" || (name == "auto" && gpus == 0)) return CPU;
        var index = name.StartsWith("cuda:", StringComparison.Ordinal) ? int.Parse(name.AsSpan(5)) : 0;
        if (index >= gpus)
            throw new InvalidOperationException($"Device '{name}' was asked for, but {gpus} CUDA devices are in reach. "
                + (isPreferred ? $"The context's GpuDeviceId is {preferred}: set its FallbackToCpu to do without a GPU, or leave GpuDeviceId null."
                    : $"Use {Reachable(gpus)}'cpu' or 'auto'."));
        return device("cuda", index);
    }

    private static string Reachable(int gpus) => gpus switch { 0 => "", 1 => "'cuda:0', ", _ => $"'cuda:0' to 'cuda:{gpus - 1}', " };
}

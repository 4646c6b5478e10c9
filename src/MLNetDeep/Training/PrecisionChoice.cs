using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>Which numbers <see cref="Precision.Auto"/> means. It goes by the machine and the network alone, never by a measured time: the same seed is to give the same model.</summary>
internal static class PrecisionChoice
{
    private const long LargeEnough = 1_000_000;

    /// <summary>Whether this CPU multiplies matrices of bfloat16 itself; others convert each number, which is slower than single precision.</summary>
    public static bool HasInstructions { get; } = FindInstructions();

    /// <summary>Whether a network is computed in bfloat16 here; says so in the log.</summary>
    public static bool IsForBFloat16(Module network, TrainingPlan plan)
    {
        var (onCpu, parameters) = (plan.Device.type == TorchSharp.DeviceType.CPU, network.parameters().Sum(p => p.numel()));
        var isFor = Decide(onCpu, HasInstructions, parameters);
        var why = !onCpu ? "the network is not on a CPU" : !HasInstructions ? "this CPU has no instructions for bfloat16" : $"the network has {parameters:N0} parameters";
        plan.Log.Info($"Computes in {(isFor ? "bfloat16" : "single precision")}: {why}.");
        return isFor;
    }

    /// <summary>The rule alone.</summary>
    public static bool Decide(bool onCpu, bool hasInstructions, long parameters) => onCpu && hasInstructions && parameters >= LargeEnough;

    // Intel, Architecture Instruction Set Extensions, CPUID leaf 7: AVX512-BF16 is bit 5 of EAX in subleaf 1, AMX-BF16 bit 22 of EDX in subleaf 0.
    private static bool FindInstructions()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7) return false;
        var first = X86Base.CpuId(7, 0);
        var hasAvx512 = Avx512F.IsSupported && first.Eax >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;
        return hasAvx512 || (Avx512F.IsSupported && (first.Edx & (1 << 22)) != 0);
    }
}

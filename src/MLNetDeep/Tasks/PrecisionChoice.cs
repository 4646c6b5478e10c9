using System.Globalization;
using System.Runtime.Intrinsics.X86;
using MLNetDeep.Training;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tasks;

/// <summary>Which numbers <see cref="Precision.Auto"/> means. It goes by the machine and the network alone, never by a measured time: the same seed is to give the same model.</summary>
internal static class PrecisionChoice
{
    private const long LargeEnough = 1_000_000;

    /// <summary>Whether this CPU multiplies matrices of bfloat16 itself; others convert each number, which is slower than single precision.</summary>
    public static bool HasInstructions { get; } = FindInstructions();

    /// <summary>Whether a network is computed in bfloat16 here; says so in the log.</summary>
    public static bool IsForBFloat16(Module network, Architecture architecture, TrainingPlan plan)
    {
        var (isMeasured, onCpu, parameters) = (IsMeasured(architecture), plan.Device.type == TorchSharp.DeviceType.CPU, BFloat16Copy.Parameters(network));
        var isFor = isMeasured && architecture.GainsFromBFloat16 && Decide(onCpu, HasInstructions, parameters);
        var why = !isMeasured ? $"whether {architecture.DisplayName} keeps its accuracy in bfloat16 was not measured"
            : !architecture.GainsFromBFloat16 ? $"{architecture.DisplayName} gains nothing from bfloat16"
            : !onCpu ? "the network is not on a CPU"
            : !HasInstructions ? "this CPU has no instructions for bfloat16"
            : $"linear layers and convolutions have {parameters.ToString("N0", CultureInfo.InvariantCulture)} parameters";
        plan.Log.Info($"Computes in {(isFor ? "bfloat16" : "single precision")}: {why}.");
        return isFor;
    }

    /// <summary>Whether networks of this kind were trained in both: those of the product that learn a label from nothing. What others have between their layers may not even take bfloat16.</summary>
    public static bool IsMeasured(Architecture architecture) =>
        architecture.GetType().Assembly == typeof(Architecture).Assembly && ArchitectureRegistry.All.Any(known => known.GetType() == architecture.GetType());

    /// <summary>The rule for what was measured.</summary>
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

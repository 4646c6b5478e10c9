using System.Reflection;
using MLNetDeep.Common;
using MLNetDeep.Generative;
using MLNetDeep.Testing;
using TorchSharp;

namespace MLNetDeep.Tests.Architecture;

/// <summary>What of TorchSharp the product calls nowhere, or in one place alone.</summary>
[TestClass]
public sealed class TorchCallTests
{
    /// <summary>Native functions that let an error of libtorch through, which ends the process; all others catch it.</summary>
    private static readonly string[] WithoutCatch =
    [
        "THSTensor_matmul", "THSTensor_cummax", "THSTensor_cummin", "THSAutograd_grad", "THSTensor_upsample_nearest1d_backward",
        "THSTensor_upsample_nearest2d_backward", "THSTensor_upsample_nearest3d_backward",
        // alias is left out: on a tensor that is there it cannot fail, and TorchSharp refuses one that is not.
    ];

    // Where the methods stand that a network is written with.
    private static readonly Type[] Vocabulary = [typeof(torch), typeof(torch.Tensor), typeof(torch.nn), typeof(torch.nn.functional), typeof(torch.nn.utils), typeof(Scalar)];

    private static readonly TorchCalls Torch = new();

    [TestMethod]
    public void NothingIsCalledWhoseErrorsEndTheProcess()
    {
        // The gradient penalty of a critic checks what it calls with.
        var faults = Faults(Torch.Reaching(m => WithoutCatch.Contains(m.Name)), except: typeof(CriticPenalty));
        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    [TestMethod]
    public void ScalarsAreMadeWhereTheyAreHeldAlone()
    {
        var faults = Faults(Torch.Reaching(MakesScalar), except: typeof(Arithmetic));
        Assert.IsEmpty(faults, $"Use {nameof(Arithmetic)}:\n{string.Join('\n', faults)}");
    }

    /// <summary>The analyzer says it where it is written; this scan sees that the analyzer's list is whole.</summary>
    [TestMethod]
    public void WhatIsForbiddenStandsInTheListOfBannedSymbols()
    {
        var banned = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "BannedSymbols.txt")).Select(line => line.Split(';')[0].Trim()).ToHashSet();
        var missing = Torch.Reaching(MakesScalar).Concat(Torch.Reaching(m => WithoutCatch.Contains(m.Name))).Distinct()
            .Where(m => m.IsPublic && Vocabulary.Contains(m.DeclaringType) && m.DeclaringType != typeof(ScalarExtensionMethods))
            .Select(DocumentationIds.Of)
            .Except(banned)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.IsEmpty(missing, string.Join('\n', missing));
    }

    [TestMethod]
    public void TheScanSeesWhatIsHiddenInside()
    {
        var scalars = Torch.Reaching(MakesScalar).Select(TorchCalls.NameOf).ToHashSet();
        foreach (var known in new[] { "Tensor.add(Tensor)", "Tensor.op_Addition(Tensor, Tensor)", "Tensor.square()", "torch.arange(Scalar, Nullable`1, Device, Boolean)" })
            Assert.Contains(known, scalars);
        // By what the module does in its forward.
        Assert.IsTrue(scalars.Any(name => name.StartsWith("nn.BatchNorm2d(", StringComparison.Ordinal)));
        foreach (var harmless in new[] { "Tensor.mul(Tensor)", "Tensor.sub(Tensor)", "Tensor.relu()" }) Assert.DoesNotContain(harmless, scalars);
        var fatal = Torch.Reaching(m => WithoutCatch.Contains(m.Name));
        Assert.IsTrue(fatal.Any(m => m.Name == "matmul") && fatal.Any(m => m.Name == "grad"), "the native functions have other names");
    }

    private static bool MakesScalar(MethodBase method) =>
        (method.Name == "op_Implicit" && method.DeclaringType == typeof(Scalar)) || (method.Name == "ToScalar" && method.DeclaringType == typeof(ScalarExtensionMethods));

    private static List<string> Faults(HashSet<MethodBase> forbidden, Type? except = null) =>
    [
        .. new[] { typeof(DeepExtensions).Assembly, typeof(TrainerContract).Assembly }.SelectMany(TorchCalls.Of)
            .Where(call => forbidden.Contains(call.To) && call.From.DeclaringType != except)
            .Select(call => $"{call.From.DeclaringType}.{call.From.Name} calls {TorchCalls.NameOf(call.To)}").Distinct(),
    ];
}

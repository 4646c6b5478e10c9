using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Each member without parameters reaches an operator that takes what it is given.</summary>
[TestClass]
public class WrapperTests
{
    private static IEnumerable<MethodInfo> Plain => typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(method => method.ReturnType == typeof(Tensor) && method.GetParameters().Length == 0 && !method.IsSpecialName)
        .Where(method => method.Name != nameof(Tensor.pin_memory)); // which only a GPU's driver can do

    public static IEnumerable<object[]> Names => Plain.Select(method => new object[] { method.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ReachesItsOperator(string name)
    {
        using var scope = NewDisposeScope();
        ScalarType[] types = [ScalarType.Float32, ScalarType.Int64, ScalarType.ComplexFloat32];
        var failures = types.Select(type => Failure(name, type)).ToArray();
        Assert.IsTrue(failures.Any(failure => failure is null), string.Join("\n", failures));
    }

    private static string? Failure(string name, ScalarType type)
    {
        try
        {
            var result = (Tensor)Plain.Single(method => method.Name == name).Invoke(eye(2, dtype: type), null)!;
            return name.EndsWith('_') || result.numel() > 0 ? null : "nothing came back";
        }
        catch (TargetInvocationException error) when (error.InnerException is ExternalException inner)
        {
            return inner.Message;
        }
    }
}

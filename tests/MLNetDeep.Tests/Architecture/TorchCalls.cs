using System.Reflection;
using TorchSharp;

namespace MLNetDeep.Tests.Architecture;

/// <summary>
/// Which methods of TorchSharp are called by an assembly, and what they do inside, read from the compiled code: through calls within
/// TorchSharp, and through what the modules that are made do in their forward.
/// </summary>
internal sealed class TorchCalls
{
    private static readonly Assembly Torch = typeof(torch).Assembly;
    private readonly Dictionary<MethodBase, List<MethodBase>> _calls = Torch.GetTypes()
        .SelectMany(References.MethodsOf)
        .Select(References.Definition)
        .Distinct()
        .ToDictionary(m => m, m => References.Calls(m).Where(c => c.Module.Assembly == Torch).Distinct().ToList());

    /// <summary>The methods of TorchSharp from which a marked one is reached.</summary>
    public HashSet<MethodBase> Reaching(Func<MethodBase, bool> isMarked)
    {
        var callers = _calls.SelectMany(c => c.Value.Concat(Forwards(c.Value)).Select(called => (called, caller: c.Key))).ToLookup(c => c.called, c => c.caller);
        var reached = _calls.Keys.Concat(_calls.Values.SelectMany(c => c)).Where(isMarked).ToHashSet();
        for (var open = new Stack<MethodBase>(reached); open.TryPop(out var method);)
            foreach (var caller in callers[method])
                if (reached.Add(caller)) open.Push(caller);
        return reached;
    }

    /// <summary>The calls of an assembly that go into TorchSharp: who calls what.</summary>
    public static IEnumerable<(MethodBase From, MethodBase To)> Of(Assembly assembly) => assembly.GetTypes()
        .SelectMany(References.MethodsOf)
        .Select(References.Definition)
        .SelectMany(m => References.Calls(m).Where(c => c.Module.Assembly == Torch).Distinct().Select(c => (m, c)));

    /// <summary>As people write it: Tensor.add(Tensor, Scalar).</summary>
    public static string NameOf(MethodBase method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})";

    // Whoever makes a module will call it.
    private static IEnumerable<MethodBase> Forwards(IEnumerable<MethodBase> called) => called
        .Where(m => m.IsConstructor && typeof(torch.nn.Module).IsAssignableFrom(m.DeclaringType))
        .SelectMany(m => m.DeclaringType!.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(m => m.Name == "forward");
}

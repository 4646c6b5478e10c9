using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>
/// A saved custom mapping is the name of its contract and of the assembly that its action is from; the action itself
/// comes from the factory with that contract name.
/// </summary>
internal static class CustomMappingLoader
{
    internal static void Save(ModelSaveContext ctx, string contractName, MethodInfo action)
    {
        ctx.SetLoader(typeof(CustomMappingLoader));
        ctx.Writer.Write(contractName);
        ctx.Writer.Write(action.DeclaringType?.Assembly.FullName ?? "");
    }

    private static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        string contractName = ctx.Reader.ReadString();
        string assemblyName = ctx.Reader.ReadString();
        if (LoadOrNull(assemblyName) is { } assembly)
            env.ComponentCatalog.RegisterAssembly(assembly, throwOnError: false);
        object factory = env.ComponentCatalog.GetExtensionValue(env, typeof(CustomMappingFactoryAttributeAttribute), contractName);
        return factory is ICustomMappingFactory maker
            ? maker.CreateTransformer(env, contractName)
            : throw env.Except($"The extension for the contract '{contractName}' is no CustomMappingFactory");
    }

    // Without the assembly the application may still have registered a factory.
    private static Assembly? LoadOrNull(string assemblyName)
    {
        if (assemblyName.Length == 0)
            return null;
        try
        {
            return Assembly.Load(assemblyName);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}

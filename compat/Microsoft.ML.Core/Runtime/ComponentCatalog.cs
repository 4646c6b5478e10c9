using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>The extensions that saved models may name.</summary>
public sealed class ComponentCatalog
{
    private readonly ConcurrentDictionary<Assembly, bool> _assemblies = new();
    private readonly ConcurrentDictionary<(Type Attribute, string Contract), Type> _extensions = new();

    internal ComponentCatalog()
    {
    }

    /// <summary>Finds the extensions of an assembly.</summary>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        if (!_assemblies.TryAdd(assembly, true))
            return;
        foreach (Type type in TypesOf(assembly, throwOnError))
        {
            if (type.IsClass && type.GetCustomAttributes(typeof(ExtensionBaseAttribute), true)
                    .FirstOrDefault() is ExtensionBaseAttribute attribute)
                Register(type, attribute, throwOnError);
        }
    }

    /// <summary>A new instance of the extension with a contract name.</summary>
    internal object GetExtensionValue(IHostEnvironment env, Type attributeType, string contractName)
    {
        if (!_extensions.TryGetValue((attributeType, contractName), out Type? type))
        {
            throw Contracts.Except(env, $"Unable to locate an extension for the contract '{contractName}'. Ensure you " +
                $"have called {nameof(ComponentCatalog)}.{nameof(RegisterAssembly)} with the Assembly that contains a class " +
                $"decorated with a '{attributeType.FullName}'.");
        }

        return Activator.CreateInstance(type)!;
    }

    private void Register(Type type, ExtensionBaseAttribute attribute, bool throwOnError)
    {
        Type known = _extensions.GetOrAdd((attribute.GetType(), attribute.ContractName), type);
        if (known != type && throwOnError)
        {
            throw new InvalidOperationException($"An extension for the contract '{attribute.ContractName}' was already " +
                $"registered by '{known.FullName}'.");
        }
    }

    private static Type[] TypesOf(Assembly assembly, bool throwOnError)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e) when (!throwOnError)
        {
            return [.. e.Types.OfType<Type>()];
        }
    }
}

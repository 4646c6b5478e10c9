namespace Microsoft.ML.Runtime;

/// <summary>What components run in: their log, their randomness, the catalog of what can be loaded.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    ComponentCatalog ComponentCatalog { get; }

    /// <summary>A host for a component, with its own random sequence: of the seed, or drawn from this one.</summary>
    IHost Register(string name, int? seed = null, bool? verbose = null);
}

/// <summary>The environment of one component.</summary>
public interface IHost : IHostEnvironment
{
    Random Rand { get; }
}

public interface IComponentFactory
{
}

public interface IComponentFactory<out TComponent> : IComponentFactory
{
    TComponent CreateComponent(IHostEnvironment env);
}

public interface IComponentFactory<in TArg1, out TComponent> : IComponentFactory
{
    TComponent CreateComponent(IHostEnvironment env, TArg1 argument1);
}

public interface IComponentFactory<in TArg1, in TArg2, out TComponent> : IComponentFactory
{
    TComponent CreateComponent(IHostEnvironment env, TArg1 argument1, TArg2 argument2);
}

public interface IComponentFactory<in TArg1, in TArg2, in TArg3, out TComponent> : IComponentFactory
{
    TComponent CreateComponent(IHostEnvironment env, TArg1 argument1, TArg2 argument2, TArg3 argument3);
}

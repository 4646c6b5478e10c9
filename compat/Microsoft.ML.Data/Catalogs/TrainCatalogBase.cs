using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Base of the catalogs of a task.</summary>
public abstract class TrainCatalogBase : IInternalCatalog
{
    private protected TrainCatalogBase(IHostEnvironment env, string registrationName)
    {
        Contracts.CheckValue(env, nameof(env));
        Environment = env.Register(registrationName);
    }

    internal IHost Environment { get; }

    IHostEnvironment IInternalCatalog.Environment => Environment;

    /// <summary>Base of the catalogs of the trainers of a task.</summary>
    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog) => Owner = catalog;

        internal TrainCatalogBase Owner { get; }

        IHostEnvironment IInternalCatalog.Environment => Owner.Environment;
    }
}

using Microsoft.ML;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>Trainers that tell one of several classes. The label is a key column, as <c>MapValueToKey</c> makes it.</summary>
public sealed partial class DeepMulticlassCatalog : DeepTaskCatalog
{
    internal DeepMulticlassCatalog(MLContext context) : base(context)
    {
    }

    private protected override DeepTask CreateTask(TrainerOptions options) => new MulticlassTask();
}

using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>
/// What ties the networks of a trial to its runner: their epochs are reported, and they can be stopped. It hangs on the context of the trial, which the pipeline hands on to every
/// stage that it builds.
/// </summary>
/// <param name="onEpoch">Told after each epoch.</param>
/// <param name="stop">Stops training within a batch.</param>
internal sealed class TrialHooks(Action<EpochResult> onEpoch, CancellationToken stop)
{
    private static readonly ConditionalWeakTable<MLContext, TrialHooks> Known = [];

    /// <summary>Whether some network was tied, and no epoch of it has ended yet.</summary>
    public bool WaitsForFirstEpoch { get; private set; }

    public static TrialHooks? Of(MLContext context) => Known.TryGetValue(context, out TrialHooks? hooks) ? hooks : null;

    public void Bind(MLContext context) => Known.AddOrUpdate(context, this);

    public void Attach(TrainerOptions options)
    {
        WaitsForFirstEpoch = true;
        options.OnEpoch += Report;
        options.CancellationToken = options.CancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, stop).Token
            : stop;
    }

    private void Report(EpochResult epoch)
    {
        WaitsForFirstEpoch = false;
        onEpoch(epoch);
    }
}

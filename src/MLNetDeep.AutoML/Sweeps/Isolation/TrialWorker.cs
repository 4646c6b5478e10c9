namespace MLNetDeep.AutoML;

/// <summary>What a process that runs trials must work on: see <see cref="Sweep.Isolated"/>.</summary>
/// <param name="Store">The store, as <see cref="Sweep.StoredIn"/> takes it.</param>
/// <param name="Name">The name of the sweep in it.</param>
public sealed record TrialWorker(string Store, string Name);

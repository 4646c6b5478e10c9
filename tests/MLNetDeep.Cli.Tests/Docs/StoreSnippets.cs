using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code of docs/many-machines.md. Compiled, not run: there is no such server.</summary>
internal static class StoreSnippets
{
    public static void Stores()
    {
        #region stores
        using ITrialStore store = TrialStore.Open("postgres://sweeper@db:5432/sweeps", "digits");
        foreach (Trial trial in store.Read().Where(t => t.State == TrialState.Failed))
            Console.WriteLine($"{trial.Number}: {trial.Configuration}: {trial.Reason}");
        foreach (WorkerSign sign in store.Workers())
            Console.WriteLine($"{sign.Worker} is at trial {sign.Number}, last seen {sign.Silence.TotalSeconds:f0} s ago");
        store.Stop(); // nothing is begun any more, anywhere, until store.Resume()
        #endregion
    }
}

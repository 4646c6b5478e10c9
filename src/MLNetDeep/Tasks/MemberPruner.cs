using MLNetDeep.Architectures;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Makes a trained ensemble smaller: keeps the members that have the smallest loss together on the validation rows, chosen one after the other
/// (Caruana et al., Ensemble Selection from Libraries of Models, 2004, without repetition).
/// </summary>
internal sealed class MemberPruner(IObjective objective, TrainingPlan plan)
{
    private const int MostRows = 20_000;

    /// <summary>A network of the members kept, and its options; null where all are kept. The network that was there is the caller's still.</summary>
    /// <param name="network">The trained ensemble.</param>
    /// <param name="recipe">What the trainer was told.</param>
    /// <param name="make">Makes a network by options, for weights to be put in.</param>
    /// <param name="rows">The validation rows.</param>
    public (DeepNetwork Network, TrainerOptions Options)? Run(DeepNetwork network, Recipe recipe, Func<TrainerOptions, Action<DeepNetwork>, DeepNetwork> make, IBatchSource rows)
    {
        if (recipe.Architecture is not IPrunesMembers pruning || pruning.Kept(recipe.Options) is not (var kept and > 0)) return null;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (outputs, targets) = Collect(network, rows);
        if (kept >= outputs.shape[1]) return null;
        var chosen = Choose(network, outputs, targets, kept);
        var options = recipe.Options.Clone();
        pruning.SetMembers(options, kept);
        var smaller = make(options, empty => Copy(network, empty, chosen));
        plan.Log.Info(FormattableString.Invariant($"Kept {kept} of {outputs.shape[1]} members: the loss on {targets.shape[0]} validation rows is ")
            + FormattableString.Invariant($"{Loss(network, outputs, targets, chosen):f4}, that of all members {Loss(network, outputs, targets, [.. Enumerable.Range(0, (int)outputs.shape[1])]):f4}."));
        return (smaller, options);
    }

    // What each member says of each row [rows, members, outputs].
    private (Tensor Outputs, Tensor Targets) Collect(DeepNetwork network, IBatchSource rows)
    {
        var (outputs, targets, count) = (new List<Tensor>(), new List<Tensor>(), 0L);
        foreach (var batch in rows.Pass(Math.Max(256, plan.Options.BatchSize), null, CancellationToken.None))
            using (batch)
            {
                using var features = batch.Features.To(plan.Device);
                outputs.Add(network.Input.Run(features, network.Body));
                targets.Add(batch.Targets.to(plan.Device, copy: true));
                if ((count += batch.Rows) >= MostRows) break;
            }
        return (cat(outputs), cat(targets));
    }

    private List<int> Choose(DeepNetwork network, Tensor outputs, Tensor targets, int count)
    {
        var (chosen, left) = (new List<int>(), Enumerable.Range(0, (int)outputs.shape[1]).ToList());
        while (chosen.Count < count)
        {
            var best = left.MinBy(member => Loss(network, outputs, targets, [.. chosen, member]));
            chosen.Add(best);
            left.Remove(best);
        }
        return chosen;
    }

    private double Loss(DeepNetwork network, Tensor outputs, Tensor targets, List<int> members)
    {
        using var scope = NewDisposeScope();
        using var index = Index(members, outputs.device);
        return objective.RowLosses(network.Output.call(outputs.index_select(1, index)), targets).mean().item<float>();
    }

    private static void Copy(DeepNetwork from, DeepNetwork to, List<int> members)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var trained = from.state_dict();
        foreach (var (name, tensor) in to.state_dict())
        {
            var own = trained[name];
            tensor.copy_(own.shape.SequenceEqual(tensor.shape) ? own : own.index_select(0, Index(members, own.device)));
        }
    }

    private static Tensor Index(List<int> members, Device device) => Tensors.OfLongs([.. members.Select(member => (long)member)]).to(device);
}

using System.Globalization;
using System.Runtime.InteropServices;
using MLNetDeep.Common;
using MLNetDeep.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// Makes the steps of the optimizer: adds up the gradients of one batch or several, then changes the weights. Batches that are
/// too large for the memory are computed in parts.
/// </summary>
internal sealed class StepMaker(Module<Tensor, Tensor> network, IObjective objective, TrainingPlan plan, TrainingState state) : IDisposable
{
    private readonly List<Parameter> _parameters = [.. network.parameters()];
    private readonly List<Batch> _added = [];
    private readonly BatchParts _parts = new(plan, state);
    private readonly List<IFollowsTraining> _followers = [.. Followers(network), .. Followers(plan.Copy?.Network)];

    /// <summary>Gets ready for steps, after the weights were changed by others than this.</summary>
    public void Start()
    {
        network.train();
        plan.Copy?.Start();
    }

    /// <summary>Adds the gradient of a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="isFirst">Whether it is the first of its step.</param>
    /// <param name="size">How many batches the step has.</param>
    /// <returns>The loss of the batch.</returns>
    public double Add(Batch batch, bool isFirst, long size)
    {
        if (isFirst) Begin();
        var loss = _parts.Run(batch.Rows, isAgain =>
        {
            if (isAgain) Redo(size);
            return Backward(batch, size, isCounted: true);
        });
        // What was added before is needed again should a later batch of this step be too large.
        if (size > 1 && plan.Options.AutoBatchSize) _added.Add(batch.Alias());
        return loss;
    }

    /// <summary>Changes the weights by the gradients that were added.</summary>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        state.Optimizer.SetRate(learningRate, plan.Options.LearningRate, state.Schedule.Done(state.Step));
        if (plan.Options.GradientClip > 0) state.Norms += nn.utils.clip_grad_norm_(_parameters, plan.Options.GradientClip);
        state.Optimizer.Step();
        plan.Copy?.Follow();
        state.Step++;
    }

    /// <summary>Adds the rows of a batch to what is reported of a network in evaluation.</summary>
    public void Judge(Batch batch, MetricAccumulator metrics)
    {
        using var scope = NewDisposeScope();
        var rows = batch.To(plan.Device);
        var outputs = _parts.Run(rows.Rows, _ => _parts.Of(rows).Select(part => network.Call(part.Features)).ToList());
        metrics.Add(outputs.Count == 1 ? outputs[0] : cat(outputs), rows.Targets);
    }

    public void Dispose() => Forget();

    private void Begin()
    {
        Forget();
        state.Optimizer.ZeroGradients();
        _followers.ForEach(follower => follower.Follow(state.Schedule.Done(state.Step)));
    }

    private static IEnumerable<IFollowsTraining> Followers(Module? module) => module?.modules().OfType<IFollowsTraining>() ?? [];

    private void Forget()
    {
        _added.ForEach(batch => batch.Dispose());
        _added.Clear();
    }

    // A failure leaves gradients half added.
    private void Redo(long size)
    {
        state.Optimizer.ZeroGradients();
        plan.Copy?.Forget();
        foreach (var batch in _added) Backward(batch, size, isCounted: false);
    }

    private double Backward(Batch batch, long size, bool isCounted)
    {
        using var scope = NewDisposeScope();
        var (sum, outputs, rows) = (0.0, new List<Tensor>(), batch.To(plan.Device));
        foreach (var part in _parts.Of(rows))
        {
            var (loss, values) = Backward(part, (double)part.Rows / batch.Rows / size);
            sum += loss * part.Rows;
            outputs.Add(values);
        }
        if (isCounted) state.Trained.Add(outputs.Count == 1 ? outputs[0] : cat(outputs), rows);
        return sum / batch.Rows;
    }

    private (double Loss, Tensor Outputs) Backward(Batch rows, double share)
    {
        using var scope = NewDisposeScope();
        try
        {
            var outputs = plan.Copy is { } copy ? copy.Call(rows.Features) : network.Call(rows.Features);
            var loss = objective.Loss(outputs, rows);
            var value = loss.item<float>();
            if (!float.IsFinite(value)) throw Diverged(value);
            (share == 1 ? loss : loss.Times(share)).backward();
            plan.Copy?.HandGradients();
            return (value, outputs.detach().MoveToOuterDisposeScope());
        }
        catch (Exception e) when (e is ModuleException or ExternalException && !TorchErrors.IsOutOfMemory(e))
        {
            throw new InvalidOperationException($"Step {state.Step + 1} (epoch {state.Epoch}, a batch of {rows.Rows} rows) failed: {TorchErrors.Reason(e)}", e);
        }
    }

    private DivergedException Diverged(float loss) => new DivergedException(string.Create(CultureInfo.InvariantCulture,
        $"The loss became {loss} in step {state.Step + 1} (epoch {state.Epoch}). Lower {nameof(TrainerOptions.LearningRate)} (now {plan.Options.LearningRate}), ")
        + $"lengthen {nameof(TrainerOptions.WarmupFraction)} or clip gradients with {nameof(TrainerOptions.GradientClip)}.");
}

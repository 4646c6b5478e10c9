using Microsoft.ML;
using TorchSharp;

namespace MLNetDeep.Testing;

public sealed partial class TrainerContract
{
    /// <summary>The same seed gives the same weights, to the last bit; another seed gives others.</summary>
    public void SameSeedSameWeights()
    {
        float[][] Train(int seed)
        {
            using var model = Fit(new MLContext(), Quick(o => o.Seed = seed));
            return Weights(model);
        }
        var first = Train(7);
        Require(first.Zip(Train(7)).All(p => p.First.AsSpan().SequenceEqual(p.Second)), "two trainings with one seed gave different weights.");
        Require(!first.Zip(Train(8)).All(p => p.First.AsSpan().SequenceEqual(p.Second)), "another seed gave the same weights.");
    }

    /// <summary>Every parameter has an influence on the loss.</summary>
    public void EveryParameterGetsAGradient()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick(o => o.MaxEpochs = 1));
        using var scope = torch.NewDisposeScope();
        model.Module.train();
        var outputs = model.Forward(ContractData.Create(ml, 32));
        outputs.mul(outputs).mean().backward();
        foreach (var (name, parameter) in model.Module.named_parameters())
        {
            var gradient = parameter.grad;
            Require(gradient is not null && gradient.abs().sum().item<float>() > 0, $"parameter '{name}' gets no gradient.");
        }
        model.Module.zero_grad();
    }

    /// <summary>16 rows can be memorized.</summary>
    public void LearnsSixteenRowsByHeart()
    {
        var ml = new MLContext(1);
        var options = Quick(o => (o.MaxEpochs, o.BatchSize, o.LearningRate, o.ValidationFraction, o.Patience, o.WeightDecay) = (100, 16, 3e-3, 0, 0, 0));
        subject.Memorize(options);
        using var model = Fit(ml, options, rows: 16);
        var error = subject.Task.Error(ml, model.Transform(ContractData.Create(ml, 16)));
        Require(error <= subject.Task.LearntError, $"after 16 rows were seen {model.History.Epochs.Count} times the error on them is {error}.");
    }

    /// <summary>What the history says of the validation set is what ML.NET's evaluator finds on it.</summary>
    public void ReportedMetricsAreTrue()
    {
        var ml = new MLContext(1);
        var validation = ContractData.Create(ml, 77, seed: 9);
        using var model = Fit(ml, Quick(o => (o.ValidationSet, o.Calibrate) = (validation, false)));
        var recount = subject.Task.Reported(ml, model.Transform(validation));
        var reported = model.History.Epochs[model.History.BestEpoch - 1].Metrics;
        foreach (var (name, value) in recount)
            Require(Math.Abs(reported[$"Validation{name}"] - value) <= 1e-4 * Math.Max(1, Math.Abs(value)),
                $"Validation{name} is {reported[$"Validation{name}"]}, recounted {value}.");
        Require(model.History.ValidationRows == 77, $"{model.History.ValidationRows} rows validated on, of 77.");
    }

    /// <summary>Neither the caller's options nor the data are changed.</summary>
    public void LeavesOptionsAndDataAlone()
    {
        var ml = new MLContext(1);
        var options = Quick();
        var before = Snapshot(options);
        var data = ContractData.Create(ml, TrainingRows);
        var rows = Scores(data, ContractData.Features);
        using var model = subject.Trainer(ml, options).Fit(data);
        Require(Snapshot(options).SequenceEqual(before), "the caller's options were changed.");
        Require(LargestDifference(rows, Scores(data, ContractData.Features)) == 0, "the data were changed.");
    }

    /// <summary>Cancelling stops within a batch and keeps the best network so far, and the history and the log say so.</summary>
    public void CancelStopsAndKeepsTheBest()
    {
        var ml = new MLContext(1);
        var warnings = new List<string>();
        ml.Log += (_, e) => { if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning) warnings.Add(e.Message); };
        using var cancel = new CancellationTokenSource();
        var options = Quick(o => (o.MaxEpochs, o.Patience, o.CancellationToken) = (1000, 0, cancel.Token));
        options.OnEpoch = epoch => { if (epoch.Epoch == 2) cancel.Cancel(); };
        using var model = Fit(ml, options);
        var history = model.History;
        Require(history.StopReason == StopReason.Cancelled, $"the history says {history.StopReason}.");
        Require(history.Epochs.Count == 2 && history.BestEpoch is 1 or 2, $"{history.Epochs.Count} epochs were done after a cancel in the second.");
        Require(warnings.Any(w => w.Contains("cancelled", StringComparison.Ordinal)), "the log does not say that training was cancelled.");
        Require(Scores(model.Transform(ContractData.Create(ml, 5))).All(s => s.All(float.IsFinite)), "the network kept does not score.");
    }

    /// <summary>After a fit, scoring and disposing there are as many live tensors as before.</summary>
    public void LeavesNoTensorsBehind()
    {
        var ml = new MLContext(1);
        void Once()
        {
            using var model = Fit(ml, Quick());
            Scores(model.Transform(ContractData.Create(ml, 300)));
        }
        Once(); // what is made once for the process is made here
        var before = LiveTensors.Count();
        Once();
        var after = TorchLibrary.LiveTensors;
        Require(after == before, $"{after - before} tensors are left behind.");
    }

    /// <summary>The network predicts rows it has not seen better than the most frequent class would.</summary>
    public void BeatsTheConstantBaseline()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml, Quick(o => (o.MaxEpochs, o.BatchSize) = (10, 16)));
        var error = subject.Task.Error(ml, model.Transform(ContractData.Create(ml, 90, seed: 4)));
        Require(error < 0.9 * subject.Task.ConstantError, $"the error on new rows is {error}; a constant reaches {subject.Task.ConstantError}.");
    }

    private static float[][] Scores(IDataView view, string column) => Reading.Vectors(view, column);

    private static string?[] Snapshot(TrainerOptions options) =>
        OptionCatalog.Describe(options.GetType()).Select(o => options.GetType().GetProperty(o.Name)!.GetValue(options)?.ToString()).ToArray();
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Tasks;

namespace MLNetDeep.Cli.Training;

/// <summary>One line of a comparison: a name and a pipeline to fit on every fold.</summary>
internal sealed record Candidate(string Name, IEstimator<ITransformer> Pipeline)
{
    public static Candidate Network(MLContext ml, CommandTask task, NetworkRequest request, InputColumns columns, CancellationToken cancel)
    {
        Architecture architecture = Networks.Find(request.Arch);
        TrainerOptions options = Networks.Options(architecture.CreateOptions(), request);
        options.CancellationToken = cancel;
        IEstimator<ITransformer> trainer = Steps.Trainer(ml, task, architecture, columns, options);
        return new Candidate(architecture.Key, Steps.Features(ml, columns, architecture) is { } features ? features.Append(trainer) : trainer);
    }

    public static Candidate Baseline(MLContext ml, CommandTask task, string key, InputColumns columns)
    {
        // The classical trainers go through their rows many times: read and decode them once.
        EstimatorChain<ITransformer> features = new EstimatorChain<ITransformer>().Append(Steps.Vectors(ml, columns)).AppendCacheCheckpoint(ml);
        return new Candidate(key, features.Append(task.Baselines[key](ml, columns.LabelColumn, "Features")));
    }
}

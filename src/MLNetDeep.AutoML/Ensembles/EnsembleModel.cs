using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Persistence;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.AutoML;

/// <summary>Puts models together: an ordinary chain of ML.NET transformers that gives the weighted mean of their predictions.</summary>
internal static class EnsembleModel
{
    private const string Member = "MLNetDeep.Member";

    /// <summary>Builds it.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="task">Binary, multiclass or regression of one number.</param>
    /// <param name="members">The models and their weights, which sum to 1; one alone is given back as it is, without its helper columns.</param>
    /// <param name="rows">Rows of the schema that the models take, with the label.</param>
    public static TransformerChain<ITransformer> Build(MLContext ml, PredictionTask task, IReadOnlyList<(ITransformer Model, double Weight)> members, IDataView rows)
    {
        var steps = new Steps(rows);
        foreach ((ITransformer model, int index) in members.Select((m, i) => (m.Model, i)))
        {
            steps.Add(model);
            if (members.Count > 1)
                steps.Add(ml.Transforms.CopyColumns(Member + index, task.Key == "binary" ? "Probability" : "Score"));
        }
        if (members.Count > 1)
            AddMean(ml, task, [.. members.Select(m => m.Weight)], steps);
        steps.DropHelpers(ml);
        return steps.ToChain();
    }

    private static void AddMean(MLContext ml, PredictionTask task, double[] weights, Steps steps)
    {
        steps.Add(ml.Transforms.Concatenate(EnsembleGraph.Input, [.. weights.Select((_, i) => Member + i)]));
        switch (task.Key)
        {
            case "binary":
                Apply(ml, steps, EnsembleGraph.Binary(weights), SavedColumns.ScoreVector, SavedColumns.ProbabilityVector);
                steps.Add(ml.Transforms.CustomMapping<BinaryVectors, BinaryPrediction>(BinaryMapping.Map, BinaryMapping.Contract));
                break;
            case "multiclass":
                LabelValues labels = new MulticlassTask().ReadLabel(steps.Rows.Schema, task.LabelColumnName);
                Apply(ml, steps, EnsembleGraph.Multiclass(weights, labels), "Score", SavedColumns.LabelVector);
                var named = new StepList(steps.Rows);
                MulticlassSaving.AddSteps(ml, labels, named);
                steps.Add(named.ToChain());
                break;
            default:
                Apply(ml, steps, EnsembleGraph.Regression(weights), SavedColumns.ScoreVector);
                steps.Add(ml.Transforms.CustomMapping<ScoreVector, NumberPrediction>(NumberMapping.Map, NumberMapping.Contract));
                break;
        }
    }

    private static void Apply(MLContext ml, Steps steps, byte[] graph, params string[] outputs) =>
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel(outputs, [EnsembleGraph.Input], new MemoryStream(graph), gpuDeviceId: null, fallbackToCpu: true)));

    // Transformers one after the other, each on the rows that those before it give.
    private sealed class Steps(IDataView rows)
    {
        private readonly List<ITransformer> _all = [];
        private readonly HashSet<string> _own = [.. rows.Schema.Select(c => c.Name)];

        public IDataView Rows { get; private set; } = rows;

        public void Add<T>(IEstimator<T> estimator)
            where T : class, ITransformer => Add(estimator.Fit(Rows));

        public void Add(ITransformer transformer)
        {
            _all.Add(transformer);
            Rows = transformer.Transform(Rows);
        }

        public void DropHelpers(MLContext ml)
        {
            string[] helpers = [.. Rows.Schema.Where(c => !c.IsHidden && c.Name.StartsWith(SavedColumns.Prefix, StringComparison.Ordinal) && !_own.Contains(c.Name)).Select(c => c.Name)];
            if (helpers.Length > 0)
                Add(ml.Transforms.DropColumns(helpers));
        }

        public TransformerChain<ITransformer> ToChain() => new([.. _all]);
    }
}

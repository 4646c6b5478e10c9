using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Stages behind each other, with alternatives: every way through them is a term of the schema, such as <c>e0 * e2</c>.</summary>
public class SweepablePipeline : ISweepable<EstimatorChain<ITransformer>>
{
    private const string Schema = "_SCHEMA_";
    private readonly List<string[]> _terms;

    internal SweepablePipeline()
        : this([], [[]])
    {
    }

    private SweepablePipeline(Dictionary<string, SweepableEstimator> estimators, List<string[]> terms) => (Estimators, _terms) = (estimators, terms);

    public Dictionary<string, SweepableEstimator> Estimators { get; }

    public Space SearchSpace
    {
        get
        {
            var space = new Space();
            foreach (var (key, estimator) in Estimators)
                space.Add(key, estimator.SearchSpace);
            space.Add(Schema, new ChoiceOption([.. _terms.Select(term => string.Join(" * ", term))]));
            return space;
        }
    }

    public SweepablePipeline Append(params ISweepable<IEstimator<ITransformer>>[] sweepables)
    {
        var estimators = new Dictionary<string, SweepableEstimator>(Estimators);
        List<string[]> alternatives = [.. sweepables.SelectMany(s => Take(estimators, s))];
        return new(estimators, [.. _terms.SelectMany(term => alternatives.Select(a => term.Concat(a).ToArray()))]);
    }

    public EstimatorChain<ITransformer> BuildFromOption(MLContext context, Parameter parameter)
    {
        var chain = new EstimatorChain<ITransformer>();
        foreach (string key in parameter[Schema].AsType<string>().Split('*', '+').Select(k => k.Trim('(', ')', ' ')).Where(k => k != "Nil"))
            chain = chain.Append(Estimators[key].BuildFromOption(context, parameter[key]));
        return chain;
    }

    // Puts the stages of one alternative behind those there are, and gives its ways through them.
    private static List<string[]> Take(Dictionary<string, SweepableEstimator> estimators, ISweepable<IEstimator<ITransformer>> sweepable)
    {
        string Next() => $"e{estimators.Count}";
        if (sweepable is SweepablePipeline pipeline)
        {
            var renamed = new Dictionary<string, string>();
            foreach (var (key, estimator) in pipeline.Estimators)
                estimators.Add(renamed[key] = Next(), estimator);
            return [.. pipeline._terms.Select(term => term.Select(key => renamed[key]).ToArray())];
        }
        string name = Next();
        estimators.Add(name, (SweepableEstimator)sweepable);
        return [[name]];
    }
}

public static class SweepableExtension
{
    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepableEstimator estimator1) => Chain(SweepableEstimator.Of(estimator)).Append(estimator1);

    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, params SweepableEstimator[] estimators) => Chain(SweepableEstimator.Of(estimator)).Append(estimators);

    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepablePipeline pipeline) => Chain(SweepableEstimator.Of(estimator)).Append(pipeline);

    public static SweepablePipeline Append(this SweepableEstimator estimator, params SweepableEstimator[] estimators) => Chain(estimator).Append(estimators);

    public static SweepablePipeline Append(this SweepableEstimator estimator, SweepablePipeline estimator1) => Chain(estimator).Append(estimator1);

    public static SweepablePipeline Append(this SweepableEstimator estimator, IEstimator<ITransformer> estimator1) => Chain(estimator).Append(SweepableEstimator.Of(estimator1));

    public static SweepablePipeline Append(this SweepablePipeline pipeline, IEstimator<ITransformer> estimator) => pipeline.Append(SweepableEstimator.Of(estimator));

    private static SweepablePipeline Chain(SweepableEstimator first) => new SweepablePipeline().Append(first);
}

using Microsoft.ML.SearchSpace;
using MicrosoftSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>
/// A search space of Microsoft.ML.AutoML as one of MLNetDeep.AutoML, and configurations of the one as parameters of the other. The options of a stage are there under the condition that
/// its way through the pipeline is taken. What has one value only is no hyperparameter.
/// </summary>
internal sealed class SpaceAdapter
{
    private readonly MicrosoftSpace _source;
    private readonly IReadOnlyList<AdaptedOption> _options;

    private SpaceAdapter(MicrosoftSpace source, IReadOnlyList<AdaptedOption> options)
    {
        (_source, _options) = (source, options);
        Space = new SearchSpace(options.SelectMany(o => o.Hyperparameters));
    }

    /// <summary>The space as MLNetDeep.AutoML has it.</summary>
    public SearchSpace Space { get; }

    public static SpaceAdapter Of(MicrosoftSpace source) => new(source, [.. Flatten(source, [], null)]);

    /// <summary>The parameter of a trial; what the configuration does not have keeps its default.</summary>
    public Parameter Write(Configuration configuration)
    {
        Parameter root = _source.SampleFromFeatureSpace(_source.Default);
        foreach (AdaptedOption option in _options)
        {
            if (option.Hyperparameters.All(h => configuration.TryGet(h.Name, out _)))
                Parent(root, option.Path)![option.Path[^1]] = option.Write([.. option.Hyperparameters.Select(h => configuration[h.Name])]);
        }
        return root;
    }

    /// <summary>The configuration that a parameter means, without what it does not have and what its way through the pipeline does not use.</summary>
    public Configuration Read(Parameter parameter)
    {
        var read = Configuration.Empty;
        foreach (AdaptedOption option in _options.Where(o => o.Hyperparameters[0].Condition?.Holds(read) ?? true))
        {
            if (Parent(parameter, option.Path) is not { ParameterType: ParameterType.Object } parent || !parent.ContainsKey(option.Path[^1]))
                continue;
            foreach (var (hyperparameter, value) in option.Hyperparameters.Zip(option.Read(parent[option.Path[^1]])))
                read = read.With(hyperparameter.Name, value);
        }
        return read;
    }

    private static IEnumerable<AdaptedOption> Flatten(MicrosoftSpace space, string[] path, Condition? condition)
    {
        var routes = Routes.Of(space, path);
        // The choice of the way stands before the stages whose conditions name it.
        foreach (var (key, option) in space.OrderBy(o => o.Key != Routes.Schema).ThenBy(o => o.Key, StringComparer.Ordinal))
        {
            if (routes is not null && !routes.Uses(key))
                continue;
            Condition? own = routes?.ConditionOf(key) ?? condition;
            string[] place = [.. path, key];
            if (option is MicrosoftSpace inner)
            {
                foreach (AdaptedOption one in Flatten(inner, place, own))
                    yield return one;
            }
            else if (AdaptedOption.Of(option, place, own) is { } adapted)
            {
                yield return adapted;
            }
        }
    }

    private static Parameter? Parent(Parameter root, string[] path)
    {
        Parameter? at = root;
        foreach (string key in path[..^1])
            at = at is { ParameterType: ParameterType.Object } && at.ContainsKey(key) ? at[key] : null;
        return at;
    }
}

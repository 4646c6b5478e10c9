using Microsoft.ML.SearchSpace.Option;
using MicrosoftSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>The ways through a pipeline, such as <c>e0 * e2</c>, and which stages are on which.</summary>
internal sealed class Routes
{
    public const string Schema = "_SCHEMA_";
    private readonly string _name;
    private readonly string[] _terms;

    private Routes(string name, string[] terms) => (_name, _terms) = (name, terms);

    /// <summary>Those of a space; null where it is not that of a pipeline.</summary>
    public static Routes? Of(MicrosoftSpace space, string[] path) => space.Keys.Contains(Schema) && space[Schema] is ChoiceOption choice
        ? new(AdaptedOption.Name([.. path, Schema]), [.. choice.Choices.Select(c => c.AsType<string>())])
        : null;

    /// <summary>Whether a stage is on some way.</summary>
    public bool Uses(string key) => key == Schema || _terms.Any(term => IsIn(term, key));

    /// <summary>The condition that a stage is used; null where it is on every way.</summary>
    public Condition? ConditionOf(string key) => key == Schema || _terms.All(term => IsIn(term, key)) ? null : new(_name, [.. _terms.Where(term => IsIn(term, key))]);

    private static bool IsIn(string term, string key) => term.Split('*', '+').Any(stage => stage.Trim(' ', '(', ')') == key);
}

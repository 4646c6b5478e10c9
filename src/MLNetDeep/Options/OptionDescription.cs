using System.Reflection;

namespace MLNetDeep;

/// <summary>One option, as its own declaration describes it.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">The value it has when nobody sets it.</param>
/// <param name="Minimum">The low end of its sweep range, when it has one.</param>
/// <param name="Maximum">The high end of its sweep range.</param>
/// <param name="LogScale">Whether a sweep should go through the range by factors.</param>
/// <param name="Choices">The values to choose from, when they are a list.</param>
/// <param name="Doc">What it does, from its documentation comment.</param>
public sealed record OptionDescription(string Name, Type Type, object? Default, object? Minimum, object? Maximum,
    bool LogScale, IReadOnlyList<object>? Choices, string Doc)
{
    internal PropertyInfo Property { get; init; } = null!;
}

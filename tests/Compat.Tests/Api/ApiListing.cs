using System.Text.RegularExpressions;

namespace Compat.Tests.Api;

/// <summary>The public API of a real assembly, one member a line.</summary>
internal sealed partial class ApiListing
{
    private readonly HashSet<string> _members = [];
    private readonly Dictionary<string, (string[] Bases, string Tail)> _types = [];
    private readonly Func<string, string> _normalize;
    private readonly bool _exact;

    private ApiListing(IEnumerable<string> lines, bool exact, Func<string, string> normalize)
    {
        (_exact, _normalize) = (exact, normalize);
        foreach (var line in lines)
        {
            var text = Attributes().Replace(line[(line.IndexOf(" :: ", StringComparison.Ordinal) + 4)..], "");
            if (text[1] == ' ')
            {
                _members.Add(normalize(text));
            }
            else if (text.Contains("delegate ", StringComparison.Ordinal))
            {
                _types[normalize(text)] = ([], "");
            }
            else
            {
                var match = TypeLine().Match(text);
                var bases = match.Groups["bases"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries);
                _types[match.Groups["head"].Value] = (bases, match.Groups["tail"].Value);
            }
        }
    }

    public static ApiListing Load(string name, bool parameterNames = true)
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Api", "listings", name + ".txt"));
        return new(lines.Where(l => l.Length > 0), parameterNames, parameterNames ? t => t : t => ParameterName().Replace(t, ""));
    }

    /// <summary>What a type has that the listing does not.</summary>
    public IEnumerable<string> Violations(ApiType type)
    {
        if (!_types.TryGetValue(_normalize(type.Head), out var listed))
        {
            return [type.Head];
        }

        var found = type.Members.Where(m => !_members.Contains(_normalize(m)) && (_exact || !IsCallableAs(type.Name, m))).ToList();
        if (type.Base is { } b && b != "System.Object" && !listed.Bases.Contains(b) &&
            (_exact || !Ancestors(type.Name).Contains(WithoutArguments(b))))
        {
            found.Add($"{type.Head} : {b} (listed: {string.Join(", ", listed.Bases)})");
        }

        found.AddRange(type.Interfaces.Where(i => !listed.Bases.Contains(i)).Select(i => $"{type.Head} implements {i}"));
        if (type.Head.Contains("delegate ") ? false : type.Tail != listed.Tail)
        {
            found.Add($"{type.Head}{type.Tail} (listed: {listed.Tail})");
        }

        return found;
    }

    /// <summary>Whether source that uses the member compiles here as well: it may have moved to a base class, have other
    /// parameters with defaults at its end, other defaults, or more accessors.</summary>
    private bool IsCallableAs(string owner, string member) => Ancestors(owner).Prepend(owner).Any(o =>
    {
        var moved = Shape(member.Replace(owner + "::", o + "::"));
        return (_shapes ??= _members.Select(Shape).ToHashSet()).Contains(moved);
    });

    private HashSet<string>? _shapes;

    private static string Shape(string member) =>
        OptionalParameter().Replace(member.Replace("{ get; }", "{ get; set; }").Replace("abstract ", "").Replace("virtual ", ""), "")
            is var required ? ParameterName().Replace(required, "") : "";

    private IEnumerable<string> Ancestors(string name)
    {
        var line = _types.Keys.FirstOrDefault(k => WithoutArguments(k).EndsWith(" " + WithoutArguments(name), StringComparison.Ordinal));
        foreach (var b in line is null ? [] : _types[line].Bases.Select(WithoutArguments))
        {
            yield return b;
            foreach (var further in Ancestors(b))
            {
                yield return further;
            }
        }
    }

    private static string WithoutArguments(string type) => type.IndexOf('<') is var i and >= 0 ? type[..i] : type;

    [GeneratedRegex(@"(?<=[(,]) ?(params )?[^(),=]+(\([^()]*\))? = [^,)]*(,|(?=\)))|, (params )?[^(),=]+ = [^,)]*")]
    private static partial Regex OptionalParameter();

    [GeneratedRegex("""\[Obsolete(\("([^"\\]|\\.)*"(, (true|false))?\))?\] |\[EditorHidden\] """)]
    private static partial Regex Attributes();

    [GeneratedRegex("^(?<head>.*?(?:class|struct|enum|interface) \\S+)(?: : (?<bases>.*?))?(?<tail>(?: variance<[^>]*>)?(?: where .*)?)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(?<=[\w\]>*]) \w+(?=( = [^,)]*)?[,)])")]
    private static partial Regex ParameterName();
}

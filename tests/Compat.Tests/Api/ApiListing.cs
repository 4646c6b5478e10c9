using System.Text.RegularExpressions;

namespace Compat.Tests.Api;

/// <summary>The public API of a real assembly, one member a line.</summary>
internal sealed partial class ApiListing
{
    private readonly HashSet<string> _members = [];
    private readonly Dictionary<string, (string[] Bases, string Tail)> _types = [];
    private readonly Func<string, string> _normalize;

    private ApiListing(IEnumerable<string> lines, Func<string, string> normalize)
    {
        _normalize = normalize;
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
        return new(lines.Where(l => l.Length > 0), parameterNames ? t => t : t => ParameterName().Replace(t, ""));
    }

    /// <summary>What a type has that the listing does not.</summary>
    public IEnumerable<string> Violations(ApiType type)
    {
        if (!_types.TryGetValue(_normalize(type.Head), out var listed))
        {
            return [type.Head];
        }

        var found = type.Members.Where(m => !_members.Contains(_normalize(m))).ToList();
        if (type.Base is { } b && b != "System.Object" && !listed.Bases.Contains(b))
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

    [GeneratedRegex("""\[Obsolete(\("([^"\\]|\\.)*"(, (true|false))?\))?\] |\[EditorHidden\] """)]
    private static partial Regex Attributes();

    [GeneratedRegex("^(?<head>.*?(?:class|struct|enum|interface) \\S+)(?: : (?<bases>.*?))?(?<tail>(?: variance<[^>]*>)?(?: where .*)?)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(?<=[\w\]>*]) \w+(?=( = [^,)]*)?[,)])")]
    private static partial Regex ParameterName();
}

using System.Text.RegularExpressions;

namespace Compat.Tests.Api;

/// <summary>The public API of a real assembly, one member a line.</summary>
internal sealed partial class ApiListing
{
    private readonly HashSet<string> _members = [];
    private readonly Dictionary<string, (string[] Bases, string Tail)> _types = [];
    private readonly Dictionary<string, string[]> _basesByName = [];

    private ApiListing(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var text = Attributes().Replace(line[(line.IndexOf(" :: ", StringComparison.Ordinal) + 4)..], "");
            if (text[1] == ' ')
            {
                _members.Add(text);
                _members.Add(Loose(text));
            }
            else if (text.Contains("delegate ", StringComparison.Ordinal))
            {
                _types[text] = ([], "");
                _types[ParameterName().Replace(text, "")] = ([], "");
            }
            else
            {
                var match = TypeLine().Match(text);
                var bases = match.Groups["bases"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries);
                _types[match.Groups["head"].Value] = (bases, match.Groups["tail"].Value);
                var name = Open(match.Groups["head"].Value.Split(' ')[^1]);
                _basesByName[name] = [.. _basesByName.GetValueOrDefault(name, []), .. bases.Select(Open)];
            }
        }
    }

    public static ApiListing Load(string name) =>
        new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Api", "listings", name + ".txt")).Where(l => l.Length > 0));

    /// <summary>What a type has that the listing does not have in the same words.</summary>
    public IEnumerable<string> Violations(ApiType type)
    {
        if (!_types.TryGetValue(type.Head, out var listed))
        {
            return [type.Head];
        }

        var found = type.Members.Where(m => !_members.Contains(m)).ToList();
        if (type.Base is { } b && b != "System.Object" && !listed.Bases.Contains(b))
        {
            found.Add($"{type.Head} : {b} (listed: {string.Join(", ", listed.Bases)})");
        }

        found.AddRange(type.Interfaces.Where(i => !listed.Bases.Contains(i)).Select(i => $"{type.Head} implements {i}"));
        if (!type.IsDelegate && type.Tail != listed.Tail)
        {
            found.Add($"{type.Head}{type.Tail} (listed: {listed.Tail})");
        }

        return found;
    }

    /// <summary>What a caller's source could use of a type that the listing does not offer: a member may come from a base
    /// class, parameters may have other names, those with defaults may be others, and there may be more accessors.</summary>
    public IEnumerable<string> SourceViolations(ApiType type)
    {
        if (type.IsDelegate)
        {
            return _types.ContainsKey(ParameterName().Replace(type.Head, "")) ? [] : [type.Head];
        }

        if (!_basesByName.ContainsKey(Open(type.Name)))
        {
            return [type.Head];
        }

        var family = Family(Open(type.Name));
        var found = type.Members.Where(m => !family.Any(f => _members.Contains(Loose(m, f)))).ToList();
        if (type.Base is { } b && b != "System.Object" && !family.Contains(Open(b)))
        {
            found.Add($"{type.Head} : {b}");
        }

        return found;
    }

    // A class and all that it derives from.
    private HashSet<string> Family(string name)
    {
        var family = new HashSet<string>();
        var next = new Stack<string>([name]);
        while (next.TryPop(out var type))
        {
            if (family.Add(type))
            {
                Array.ForEach(_basesByName.GetValueOrDefault(type, []), next.Push);
            }
        }

        return family;
    }

    // Without modifiers but static, the type's own parameters, the names of parameters, and those with a default.
    private static string Loose(string member, string? type = null)
    {
        var required = OptionalParameter().Replace(member.Replace("{ get; }", "{ get; set; }"), "");
        var match = Member().Match(ParameterName().Replace(required, ""));
        var isStatic = match.Groups["modifiers"].Value.Contains("static ") ? "static " : "";
        return $"{match.Groups["kind"].Value} {isStatic}{type ?? Open(match.Groups["type"].Value)}::{match.Groups["rest"].Value}";
    }

    private static string Open(string type) => TypeArguments().Replace(type, "");

    [GeneratedRegex("""\[Obsolete(\("([^"\\]|\\.)*"(, (true|false))?\))?\] |\[EditorHidden\] """)]
    private static partial Regex Attributes();

    [GeneratedRegex("^(?<head>.*?(?:class|struct|enum|interface) \\S+)(?: : (?<bases>.*?))?(?<tail>(?: variance<[^>]*>)?(?: where .*)?)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("^(?<kind>[MPFE]) (?<modifiers>(?:[a-z-]+ )*)(?<type>\\S+?)::(?<rest>.*)$")]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<=[\w\]>*]) @?\w+(?=( = [^,)]*)?[,)])")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"(?:, )?(?:params )?[\w.+<>\[\],]+ @?\w+ = [^,)]*")]
    private static partial Regex OptionalParameter();

    [GeneratedRegex("<.*>")]
    private static partial Regex TypeArguments();
}

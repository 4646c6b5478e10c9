using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MLNetDeep;

/// <summary>Reads documentation comments from the XML file beside an assembly, so that an option's text is written once.</summary>
internal static partial class DocComments
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, string>> Files = new();

    /// <summary>The summary of a property, or nothing where the file is missing.</summary>
    public static string Summary(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        return Files.GetOrAdd(owner.Assembly, Load).GetValueOrDefault($"P:{owner.FullName}.{property.Name}".Replace('+', '.'), "");
    }

    private static Dictionary<string, string> Load(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) return [];
        return XDocument.Load(file).Descendants("member")
            .Where(m => m.Element("summary") is not null)
            .ToDictionary(m => (string)m.Attribute("name")!, m => Plain(m.Element("summary")!));
    }

    private static string Plain(XElement summary)
    {
        foreach (var see in summary.Elements("see").ToList())
            see.ReplaceWith(((string?)see.Attribute("cref") ?? "").Split('.')[^1]);
        return Spaces().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

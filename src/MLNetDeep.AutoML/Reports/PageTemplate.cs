using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MLNetDeep.AutoML.Reports;

/// <summary>Puts the files of the folder Page together to one page. Its policy lets no script but these run, and nothing be loaded but the sweep's own document.</summary>
internal static partial class PageTemplate
{
    private static readonly string[] _scripts = ["base", "chart", "facts", "leaderboard", "progress", "timeline", "space", "pareto", "comparison", "predictions", "page"];

    private static readonly ConcurrentDictionary<string, string> _resources = new();

    private static readonly Lazy<string> _script = new(() =>
        $"(() => {{\n\"use strict\";\n{string.Join('\n', _scripts.Select(name => Resource($"{name}.js")))}\n}})();\n");

    /// <summary>The page.</summary>
    /// <param name="document">What it shows.</param>
    /// <param name="pollMilliseconds">How often it asks for a newer document; 0 for a file, which never does.</param>
    public static string Render(SweepDocument document, int pollMilliseconds)
    {
        string library = Resource("echarts.js");
        document = PageCurves.Trim(document);
        var parts = new Dictionary<string, Func<string>>
        {
            ["policy"] = () => Policy(library, pollMilliseconds > 0),
            ["title"] = () => WebUtility.HtmlEncode(document.Title),
            ["summary"] = () => WebUtility.HtmlEncode(document.Summary),
            ["poll"] = () => pollMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["style"] = () => Resource("page.css"),
            ["notices"] = () => WebUtility.HtmlEncode(Resource("THIRD-PARTY-NOTICES.txt")),
            ["document"] = document.ToJson,
            ["library"] = () => library,
            ["script"] = () => _script.Value,
        };
        return Placeholder().Replace(Resource("page.html"), match => parts[match.Groups[1].Value]());
    }

    private static string Policy(string library, bool isLive) =>
        $"default-src 'none'; script-src {Hash(library)} {Hash(_script.Value)}; style-src 'unsafe-inline'; img-src data:; connect-src {(isLive ? "'self'" : "'none'")}; base-uri 'none'; form-action 'none'";

    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static string Resource(string name) => _resources.GetOrAdd(name, static name =>
    {
        using Stream stream = typeof(PageTemplate).Assembly.GetManifestResourceStream($"Report/{name}") ?? throw new InvalidOperationException($"The resource Report/{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}

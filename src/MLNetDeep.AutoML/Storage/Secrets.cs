using System.Text.RegularExpressions;

namespace MLNetDeep.AutoML;

/// <summary>Takes passwords out of what is written down: those of any connection string in a text, and those that are known.</summary>
internal sealed partial class Secrets
{
    private const string Hidden = "***";
    private const int Shortest = 4; // what is shorter stands in ordinary words
    private readonly string[] _known;

    /// <summary>With these passwords known, and that of the environment.</summary>
    public Secrets(params IEnumerable<string?> known) => _known = [.. known.Append(Environment.GetEnvironmentVariable("PGPASSWORD"))
        .OfType<string>().Where(password => password.Length >= Shortest)
        .SelectMany(password => new[] { password, Uri.EscapeDataString(password) }).Distinct().OrderByDescending(password => password.Length)];

    /// <summary>Text for people without passwords, those that are known included wherever they stand.</summary>
    public string Hide(string text) => _known.Aggregate(HideNamed(text), (hidden, password) => hidden.Replace(password, Hidden, StringComparison.Ordinal));

    /// <summary>Text without the passwords of addresses, connection strings and JSON. For what programs read again: a known password may be an ordinary word in it.</summary>
    public static string HideNamed(string text)
    {
        text = InUrl().Replace(text, $"$1{Hidden}@");
        text = InJson().Replace(text, $"$1\"{Hidden}\"");
        return InConnectionString().Replace(text, $"$1{Hidden}");
    }

    [GeneratedRegex(@"(://[^\s:@/""']*:)[^\s@/""']+@")]
    private static partial Regex InUrl();

    [GeneratedRegex(@"(""(?:\w*password|passwd|pwd)""\s*:\s*)""(?:[^""\\]|\\.)*""", RegexOptions.IgnoreCase)]
    private static partial Regex InJson();

    [GeneratedRegex(@"(\b(?:\w*password|passwd|pwd)\s*=\s*)[^;""'\r\n]+", RegexOptions.IgnoreCase)]
    private static partial Regex InConnectionString();
}

using System.Text.RegularExpressions;

namespace MLNetDeep.Cli.CommandLine;

/// <summary>Keeps passwords out of what is written.</summary>
internal static partial class Secrets
{
    /// <summary>The text with the passwords of URLs and connection strings replaced.</summary>
    public static string Hide(string text) => ConnectionString().Replace(Url().Replace(text, "$1***@"), "$1***");

    [GeneratedRegex(@"(\w+://[^/@\s:]+:)[^@\s]*@")]
    private static partial Regex Url();

    [GeneratedRegex(@"((?:password|pwd)\s*=\s*)[^;]*", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();
}

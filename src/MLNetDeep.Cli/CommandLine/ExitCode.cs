namespace MLNetDeep.Cli.CommandLine;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
}

namespace MLNetDeep.Cli.CommandLine;

/// <summary>Something the user must correct: shown as one line, exit code 1.</summary>
internal class CommandException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The command line itself is wrong: shown as one line, exit code 2.</summary>
internal sealed class UsageException(string message) : CommandException(message);

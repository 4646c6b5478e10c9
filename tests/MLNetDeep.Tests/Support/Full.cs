namespace MLNetDeep.Tests.Support;

/// <summary>Tests that take minutes run only where they are asked for.</summary>
internal static class Full
{
    public static bool IsWanted => Environment.GetEnvironmentVariable("MLNETDEEP_FULL") == "1";

    public static void OrSkip()
    {
        if (!IsWanted) Assert.Inconclusive("Slow: set MLNETDEEP_FULL=1 to run it.");
    }

    /// <summary>Whether tests over many subjects are to run this one: all, or those whose names begin with one of MLNETDEEP_SUBJECTS, separated by commas.</summary>
    public static bool IsAsked(string subject) => Environment.GetEnvironmentVariable("MLNETDEEP_SUBJECTS") is not { Length: > 0 } names
        || names.Split(',').Any(name => subject == name || subject.StartsWith(name + " ", StringComparison.Ordinal));
}

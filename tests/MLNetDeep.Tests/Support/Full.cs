namespace MLNetDeep.Tests.Support;

/// <summary>Tests that take minutes run only where they are asked for.</summary>
internal static class Full
{
    public static bool IsWanted => Environment.GetEnvironmentVariable("MLNETDEEP_FULL") == "1";

    public static void OrSkip()
    {
        if (!IsWanted) Assert.Inconclusive("Slow: set MLNETDEEP_FULL=1 to run it.");
    }
}

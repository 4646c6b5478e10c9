namespace MLNetDeep.Tests.Support;

/// <summary>Tests that take minutes run only where they are asked for.</summary>
internal static class Full
{
    public static void OrSkip()
    {
        if (Environment.GetEnvironmentVariable("MLNETDEEP_FULL") != "1") Assert.Inconclusive("Slow: set MLNETDEEP_FULL=1 to run it.");
    }
}

using Microsoft.ML.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>The classes of the recorded cases, under their names there.</summary>
internal static class SpaceClasses
{
    public enum SsColor
    {
        Red,
        Green,
        Blue,
    }

    public sealed class SsRanges
    {
        [Range(0, 10)] public int I { get; set; } = 2;

        [Range(0, 10, 5)] public int IInit { get; set; } = 2;

        [Range(0f, 1f)] public float F { get; set; } = 0.5f;

        [Range(0f, 1f, 0.25f)] public float FInit { get; set; }

        [Range(-2.0, 2.0)] public double D { get; set; }

        [Range(-2.0, 2.0, 1.0)] public double DInit { get; set; }
    }

    public sealed class SsLog
    {
        [Range(1, 1024, true)] public int I { get; set; } = 16;

        [Range(1, 1024, 32, true)] public int IInit { get; set; }

        [Range(0.001f, 10f, 1f, true)] public float F { get; set; }

        [Range(1e-5, 1.0, true)] public double D { get; set; }

        [Range(1e-5, 1.0, 0.01, true)] public double DInit { get; set; }
    }

    public sealed class SsChoices
    {
        [Choice("a", "b", "c")] public string S { get; set; } = "b";

        [Choice(new object[] { "a", "b", "c" }, "c")] public string? SDefault { get; set; }

        [Choice(8, 16, 32, 64)] public int I { get; set; }

        [Choice(0.1, 0.5)] public double D { get; set; }

        [Choice(SsColor.Red, SsColor.Green, SsColor.Blue)] public SsColor E { get; set; }

        [BooleanChoice] public bool B { get; set; }

        [BooleanChoice(true)] public bool BTrue { get; set; }

        [BooleanChoice(false)] public bool BFalse { get; set; } = true;
    }

    public sealed class SsNested
    {
        [Range(1, 9, 3)] public int Alpha { get; set; } = 2;

        [NestOption] public SsInner? Inner { get; set; } = new();

        [Choice(SsColor.Red, SsColor.Green)] public SsColor Color { get; set; }

        public int Untouched { get; set; } = 5;
    }

    public sealed class SsInner
    {
        [Range(0f, 1f, 0.5f)] public float Rate { get; set; } = 0.1f;

        [Choice("a", "b")] public string Kind { get; set; } = "a";
    }

    public sealed class SsMixed
    {
        [Range(0, 4)] public int Field = 0;

        public int Plain = 0;

        [BooleanChoice] public bool Flag = false;

        [Range(0, 4)] public static int Static { get; set; }

        [Range(0, 4)] public int Property { get; set; }

        [Range(0, 4)] public int ReadOnly { get; } = 3;

        [Range(0, 4)] private int Hidden { get; set; }
    }

    public sealed class SsBad
    {
        [Range(0, 10, 99)] public int I { get; set; } = 50;

        [Range(0.0, 1.0)] public double D { get; set; } = 7;
    }

    public sealed class EmptyClass;
}

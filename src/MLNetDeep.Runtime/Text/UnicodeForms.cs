using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>Whether .NET can normalize Unicode here: it cannot, and says nothing, where there is no ICU.</summary>
internal static class UnicodeForms
{
    /// <summary>Why it cannot, as the end of a sentence.</summary>
    public const string Missing = "in an application with InvariantGlobalization .NET has no Unicode normalization";

    /// <summary>Whether it can.</summary>
    public static bool AreHere { get; } = "\u00e9".Normalize(NormalizationForm.FormD).Length == 2;
}

using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Makes the ML.NET context of a command.</summary>
internal static class Contexts
{
    /// <summary>Warnings are always shown, everything else with <c>--verbose</c>.</summary>
    public static MLContext Create(Terminal terminal, bool verbose, int? seed = null)
    {
        var ml = new MLContext(seed);
        ml.Log += (_, e) =>
        {
            if (e.Kind == ChannelMessageKind.Warning || (verbose && e.Kind == ChannelMessageKind.Info))
                terminal.Say(e.RawMessage);
        };
        return ml;
    }
}

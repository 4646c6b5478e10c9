using System.Diagnostics;
using System.Reflection;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Search;

/// <summary>Starts <c>mlnetdeep worker</c>, the same program as this one.</summary>
internal static class WorkerStart
{
    /// <summary>A worker at a sweep.</summary>
    /// <param name="worker">The store and the sweep.</param>
    /// <param name="data">The data as this process reads them.</param>
    public static ProcessStartInfo Of(TrialWorker worker, string data)
    {
        string[] arguments = ["worker", "--store", worker.Store, "--sweep", worker.Name, "--data", data];
        string assembly = typeof(WorkerStart).Assembly.Location;
        // The program file itself, unless it is 'dotnet' with an assembly, or this runs inside of another program.
        bool isProgram = Assembly.GetEntryAssembly() == typeof(WorkerStart).Assembly && Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet";
        return isProgram || assembly.Length == 0 ? new ProcessStartInfo(Environment.ProcessPath!, arguments) : new ProcessStartInfo("dotnet", [assembly, .. arguments]);
    }
}

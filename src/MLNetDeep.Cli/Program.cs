using System.Diagnostics;
using System.Runtime.InteropServices;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

using var cancel = new CancellationTokenSource();
var first = new Stopwatch();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return new Application(Terminal.OfProcess()).Run(args, cancel.Token);

// The first signal asks the training to stop and keep its best model; a later one ends the process as usual. What started this
// process (a shell, timeout, dotnet run) may pass the same keystroke on once more: within a second it is the same one.
void Stop(PosixSignalContext context)
{
    context.Cancel = first.Elapsed < TimeSpan.FromSeconds(1);
    first.Start();
    cancel.Cancel();
}

using System.Runtime.InteropServices;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

using var cancel = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return new Application(Terminal.OfProcess()).Run(args, cancel.Token);

// The first signal asks the training to stop and keep its best model; the second ends the process as usual.
void Stop(PosixSignalContext context)
{
    context.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
}

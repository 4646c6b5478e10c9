using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>Shows a training while it runs.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs <paramref name="training"/> with a moving bar for a person, with plain lines otherwise.</summary>
    public static T Run<T>(Terminal terminal, Func<Action<TrainingStatus>, T> training) =>
        terminal.Interactive ? Live(terminal, training) : training(Lines(terminal.Error));

    private static Action<TrainingStatus> Lines(TextWriter writer)
    {
        int shown = 0;
        return status =>
        {
            // Reports may come more often than once an epoch: a log wants one line for each.
            if ((int)status.EpochsDone <= shown)
                return;
            shown = (int)status.EpochsDone;
            writer.WriteLine(status.Line());
        };
    }

    private static T Live<T>(Terminal terminal, Func<Action<TrainingStatus>, T> training) =>
        terminal.Console(terminal.Error).Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("preparing the data");
                bar.IsIndeterminate = true;
                return training(status => Show(bar, status));
            });

    private static void Show(ProgressTask bar, TrainingStatus status)
    {
        bar.IsIndeterminate = false;
        bar.MaxValue = status.MaxEpochs;
        bar.Value = status.EpochsDone;
        bar.Description = Markup.Escape(status.Line());
    }
}

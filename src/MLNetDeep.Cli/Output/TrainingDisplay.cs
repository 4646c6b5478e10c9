using Spectre.Console;

namespace MLNetDeep.Cli.Output;

/// <summary>Shows a training while it runs: a moving bar for a person, plain lines otherwise.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs <paramref name="training"/>, which trains with <paramref name="options"/>.</summary>
    public static T Run<T>(Terminal terminal, TrainerOptions options, Func<T> training)
    {
        if (terminal.Interactive)
            return Live(terminal, options, training);
        ShowLines(terminal, options);
        return training();
    }

    private static void ShowLines(Terminal terminal, TrainerOptions options)
    {
        (double seconds, int most) = (0, options.MaxEpochs);
        // Small training sets are gone through more often than options say.
        options.OnProgress = now => most = now.MaxEpochs;
        options.OnEpoch = epoch =>
        {
            seconds += epoch.Seconds;
            terminal.Say(ProgressText.Line(epoch, Math.Max(most, epoch.Epoch), seconds));
        };
    }

    private static T Live<T>(Terminal terminal, TrainerOptions options, Func<T> training) =>
        terminal.Console(terminal.Error).Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("reading the data");
                bar.IsIndeterminate = true;
                EpochResult? last = null;
                options.OnEpoch = epoch => last = epoch;
                options.OnProgress = now => Show(bar, now, last);
                T result = training();
                // Early stopping ends a training before the bar is full.
                bar.Value = bar.MaxValue;
                return result;
            });

    private static void Show(ProgressTask bar, TrainingProgress now, EpochResult? last)
    {
        bar.IsIndeterminate = false;
        bar.MaxValue = now.MaxEpochs;
        bar.Value = now.Epoch - 1 + (double)now.RowsDone / Math.Max(1, now.RowsInEpoch);
        bar.Description = Markup.Escape(ProgressText.Moving(now, last));
    }
}

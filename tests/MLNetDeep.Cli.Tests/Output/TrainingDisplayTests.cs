using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Tests.Output;

[TestClass]
public class TrainingDisplayTests
{
    private static readonly EpochResult Epoch = new(2, new Dictionary<string, double>
    {
        ["Loss"] = 0.12341,
        ["Accuracy"] = 0.9,
        ["ValidationLoss"] = 0.5,
        ["ValidationAccuracy"] = 0.85,
        ["RowsPerSecond"] = 12345.6,
    }, 5, 0, IsBest: true);

    private static readonly TrainingProgress Progress = new(
        3, 10, 50, 100, 0.5, 0.75, 1234, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(200));

    [TestMethod]
    public void A_line_has_loss_metric_speed_and_remaining_time() => Assert.AreEqual(
        "epoch 2/10  loss 0.1234  accuracy 0.9000  validation loss 0.5000  accuracy 0.8500  rows/s 12,346  40 s left  best so far",
        ProgressText.Line(Epoch, 10, secondsSoFar: 10));

    [TestMethod]
    public void A_line_leaves_out_what_was_not_measured() => Assert.AreEqual(
        "epoch 1/1  0.0 s left", ProgressText.Line(new(1, new Dictionary<string, double>(), 1, 0, false), 1, 1));

    [TestMethod]
    public void The_bar_has_loss_metric_speed_and_remaining_time() => Assert.AreEqual(
        "epoch 3/10  loss 0.5000  accuracy 0.7500  validation accuracy 0.8500  1,234 rows/s  3 min 20 s left",
        ProgressText.Moving(Progress, Epoch));

    [TestMethod]
    [DataRow(4.21, "4.2 s")]
    [DataRow(45, "45 s")]
    [DataRow(200, "3 min 20 s")]
    [DataRow(7500, "2 h 05 min")]
    public void Durations_read_as_people_say_them(double seconds, string expected) =>
        Assert.AreEqual(expected, ProgressText.Duration(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    public void Without_a_terminal_each_epoch_is_one_plain_line()
    {
        var error = new StringWriter();
        var options = new TrainerOptions { MaxEpochs = 3 };

        int answer = TrainingDisplay.Run(new Terminal(TextWriter.Null, error, interactive: false), options, () =>
        {
            options.OnProgress?.Invoke(Progress);
            options.OnEpoch!(Epoch with { Epoch = 1 });
            options.OnEpoch!(Epoch);
            return 7;
        });

        Assert.AreEqual(7, answer);
        Assert.HasCount(2, error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("\u001b", error.ToString());
    }

    [TestMethod]
    public void The_moving_bar_gives_back_what_the_training_gave()
    {
        var options = new TrainerOptions();
        int answer = TrainingDisplay.Run(new Terminal(TextWriter.Null, new StringWriter(), interactive: true), options, () =>
        {
            options.OnProgress!(Progress);
            options.OnEpoch!(Epoch);
            return 3;
        });
        Assert.AreEqual(3, answer);
    }
}

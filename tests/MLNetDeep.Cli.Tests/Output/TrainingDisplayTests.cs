using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Tests.Output;

[TestClass]
public class TrainingDisplayTests
{
    [TestMethod]
    public void A_line_has_loss_metric_speed_and_remaining_time() => Assert.AreEqual(
        "epoch 2/10  loss 0.1234  MicroAccuracy 0.9000  12,346 rows/s  40 s left at most",
        new TrainingStatus(2, 10, 0.12341, "MicroAccuracy", 0.9, 12345.6, TimeSpan.FromSeconds(10)).Line());

    [TestMethod]
    [DataRow(5, "5 s")]
    [DataRow(200, "3 min 20 s")]
    [DataRow(7500, "2 h 05 min")]
    public void Durations_read_as_people_say_them(int seconds, string expected) =>
        Assert.AreEqual(expected, TrainingStatus.Duration(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    public void Without_a_terminal_each_epoch_is_one_plain_line()
    {
        var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, interactive: false);

        int answer = TrainingDisplay.Run(terminal, report =>
        {
            foreach (double done in new[] { 0.5, 1, 1.5, 2 })
                report(new TrainingStatus(done, 2, 1, "", 0, 1, TimeSpan.FromSeconds(1)));
            return 7;
        });

        Assert.AreEqual(7, answer);
        Assert.HasCount(2, error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("\u001b", error.ToString());
    }

    [TestMethod]
    public void The_moving_bar_gives_back_what_the_training_gave()
    {
        var terminal = new Terminal(TextWriter.Null, new StringWriter(), interactive: true);
        int answer = TrainingDisplay.Run(terminal, report =>
        {
            report(new TrainingStatus(1, 2, 0.5, "[odd] name", 0.5, 1, TimeSpan.FromSeconds(1)));
            return 3;
        });
        Assert.AreEqual(3, answer);
    }
}

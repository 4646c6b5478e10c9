using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Compat.Tests.Views;

/// <summary>The log and the options of a context.</summary>
[TestClass]
public sealed class ContextTests
{
    [TestMethod]
    public void Messages_of_channels_reach_the_log()
    {
        var ml = new MLContext();
        var seen = new List<LoggingEventArgs>();
        ml.Log += (_, e) => seen.Add(e);
        IHost host = ((IHostEnvironment)ml).Register("Part");
        using (IChannel channel = host.Start("Work"))
        {
            channel.Info(MessageSensitivity.None, "{0} of {1}", 3, 4);
            channel.Warning(MessageSensitivity.None, "100 {} %");
        }

        LoggingEventArgs info = seen.Single(e => e.Kind == ChannelMessageKind.Info);
        Assert.AreEqual("3 of 4", info.RawMessage);
        Assert.AreEqual("Part; Work", info.Source);
        Assert.AreEqual("[Source=Part; Work, Kind=Info] 3 of 4", info.Message);
        Assert.AreEqual("100 {} %", seen.Single(e => e.Kind == ChannelMessageKind.Warning).RawMessage);
    }

    [TestMethod]
    public void Options_are_kept_by_name()
    {
        var ml = new MLContext();
        Assert.IsTrue(ml.TryAddOption("a", 1));
        Assert.IsFalse(ml.TryAddOption("a", 2));
        Assert.AreEqual(1, ml.GetOptionOrDefault<int>("a"));
        ml.SetOption("a", 3);
        Assert.IsTrue(ml.TryGetOption("a", out int value));
        Assert.AreEqual(3, value);
        Assert.IsTrue(ml.RemoveOption("a"));
        Assert.IsFalse(ml.TryGetOption("a", out int _));
    }

    [TestMethod]
    public void Hosts_of_one_seed_draw_the_same_numbers()
    {
        int[] first = Draws(new MLContext(5));
        CollectionAssert.AreEqual(first, Draws(new MLContext(5)));
        CollectionAssert.AreNotEqual(first, Draws(new MLContext(6)));
    }

    [TestMethod]
    public void Context_falls_back_to_the_processor()
    {
        var ml = new MLContext();
        Assert.IsNull(ml.GpuDeviceId);
        Assert.IsTrue(ml.FallbackToCpu);
    }

    private static int[] Draws(MLContext ml)
        => [.. Enumerable.Range(0, 3).Select(i => ((IHostEnvironment)ml).Register("h" + i).Rand.Next())];
}

using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Generative;

/// <summary>How tokens are drawn, and how text is handed out as it is written.</summary>
[TestClass]
public sealed class TokenSamplerTests
{
    // Token 1 is the unknown one, however likely it is.
    private static readonly double[] Probabilities = [0.1, 0, 0.4, 0.05, 0.3, 0.15];
    private static readonly float[] Logits = [.. Probabilities.Select((p, i) => i == 1 ? 9f : (float)Math.Log(p))];

    [TestMethod]
    public void Tokens_are_drawn_as_often_as_they_are_likely()
    {
        var shares = Shares(new GenerationOptions { Seed = 1 });
        for (var i = 0; i < shares.Length; i++) Assert.AreEqual(Probabilities[i], shares[i], 0.02, $"token {i}");
    }

    [TestMethod]
    public void A_temperature_sharpens_and_at_0_the_likeliest_is_drawn()
    {
        var squared = Probabilities.Select(p => p * p).ToArray();
        var shares = Shares(new GenerationOptions { Seed = 1, Temperature = 0.5 });
        for (var i = 0; i < shares.Length; i++) Assert.AreEqual(squared[i] / squared.Sum(), shares[i], 0.02, $"token {i}");
        Assert.AreEqual(1, Shares(new GenerationOptions { Seed = 1, Temperature = 0 })[2]);
    }

    [TestMethod]
    public void TopK_and_TopP_leave_the_likeliest()
    {
        AssertShares([0, 0, 4.0 / 7, 0, 3.0 / 7, 0], Shares(new GenerationOptions { Seed = 1, TopK = 2 }));
        AssertShares([0, 0, 4.0 / 8.5, 0, 3.0 / 8.5, 1.5 / 8.5], Shares(new GenerationOptions { Seed = 1, TopP = 0.8 }));
        AssertShares([0, 0, 1, 0, 0, 0], Shares(new GenerationOptions { Seed = 1, TopP = 0.1 }));
        AssertShares([0, 0, 4.0 / 7, 0, 3.0 / 7, 0], Shares(new GenerationOptions { Seed = 1, TopK = 2, TopP = 0.99 }));
    }

    [TestMethod]
    public void Text_is_handed_out_in_whole_characters_and_ends_before_a_stop_text()
    {
        var pieces = new List<string>();
        var text = new StreamedText(["\nEnd", "stop"], pieces.Add);
        byte[] bytes = [.. "grün\nEva\nEnd of all"u8];
        foreach (var one in bytes)
        {
            text.Add([one]);
            if (text.IsStopped) break;
        }
        Assert.AreEqual("grün\nEva", text.End());
        Assert.AreEqual("grün\nEva", string.Concat(pieces));
        CollectionAssert.Contains(pieces, "ü");
        // The end of the line was held back until it was no stop text.
        CollectionAssert.Contains(pieces, "\nEv");
    }

    [TestMethod]
    public void Wrong_options_are_told_all_at_once()
    {
        var options = new GenerationOptions { MaxTokens = 0, Temperature = -0.5, TopK = -1, TopP = 0, StopTexts = [""] };
        Assert.AreEqual("GenerationOptions: MaxTokens must be at least 1, but was 0. Temperature must be at least 0 and finite, but was -0.5. TopK must be at least 0, but was -1. "
            + "TopP must be above 0 and at most 1, but was 0. StopTexts must not hold empty texts.", Assert.ThrowsExactly<ArgumentException>(options.Validate).Message);
    }

    private static double[] Shares(GenerationOptions options)
    {
        const int draws = 20_000;
        var (sampler, counts) = (new TokenSampler(options), new double[Logits.Length]);
        for (var i = 0; i < draws; i++) counts[sampler.Draw(Logits)]++;
        return [.. counts.Select(count => count / draws)];
    }

    private static void AssertShares(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], expected[i] == 0 ? 0 : 0.02, $"token {i}");
    }
}

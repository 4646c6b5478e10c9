using MLNetDeep.Generation;
using MLNetDeep.Generative;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Generative;

/// <summary>The network of language models against plain code, and its cached steps against itself.</summary>
[TestClass]
public sealed class GptModuleTests
{
    private static readonly int[] Tokens = [0, 5, 3, 8, 8, 2, 10, 4];

    [TestMethod]
    [DataRow(GptActivation.ReluSquared)]
    [DataRow(GptActivation.SwiGlu)]
    public void It_gives_what_plain_code_gives(GptActivation activation)
    {
        using var network = Network(activation);
        var expected = new PlainGpt(network.state_dict(), 2, 2, activation == GptActivation.SwiGlu).Logits(Tokens);
        using var still = no_grad();
        using var logits = network.call(new GptTokens(tensor(Tokens.Select(token => (long)token).ToArray(), [1, Tokens.Length])));
        for (var i = 0; i < Tokens.Length; i++)
            for (var k = 0; k < 11; k++) Assert.AreEqual(expected[i][k], logits[0, i, k].item<float>(), 1e-4, $"place {i}, token {k}");
    }

    [TestMethod]
    public void Cached_steps_give_the_logits_of_the_whole()
    {
        using var network = Network(GptActivation.ReluSquared);
        using var still = no_grad();
        using var whole = network.call(new GptTokens(tensor(Tokens.Select(token => (long)token).ToArray(), [1, Tokens.Length])));
        var cached = new TorchLanguageNetwork(network, 1);
        using var session = cached.Open();
        float[][] logits = [session.Next(Tokens.AsSpan(0, 4)), .. Tokens[4..].Select(token => session.Next([token]))];
        for (var i = 0; i < logits.Length; i++)
            for (var k = 0; k < 11; k++) Assert.AreEqual(whole[0, 3 + i, k].item<float>(), logits[i][k], 1e-4f, $"step {i}, token {k}");
    }

    [TestMethod]
    public void An_untrained_network_tells_all_tokens_alike()
    {
        using var network = GptNetworks.Create(new GptOptions { Depth = 2, Width = 16, Heads = 2, ContextLength = 8 }, 11, CPU);
        using var still = no_grad();
        using var logits = network.call(new GptTokens(tensor(Tokens.Select(token => (long)token).ToArray(), [1, Tokens.Length])));
        Assert.AreEqual(0, logits.abs().max().item<float>());
    }

    internal static LanguageModule Network(GptActivation activation)
    {
        manual_seed(1);
        var network = GptNetworks.Create(new GptOptions { Depth = 2, Width = 16, Heads = 2, ContextLength = 8, Activation = activation }, 11, CPU);
        using var still = no_grad();
        foreach (var parameter in network.parameters()) nn.init.normal_(parameter, 0, 0.5);
        return network;
    }
}

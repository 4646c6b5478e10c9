using Microsoft.Extensions.AI;
using MLNetDeep.Chat;

namespace MLNetDeep.Tests.Generative;

/// <summary>Language models as chat clients: what is asked of them, and what comes back.</summary>
[TestClass]
public sealed class GeneratorChatClientTests
{
    [TestMethod]
    public async Task Messages_become_a_prompt_and_options_those_of_the_model()
    {
        var generator = new Echo();
        using var client = new GeneratorChatClient(generator, "play");
        var options = new ChatOptions { MaxOutputTokens = 7, Temperature = 0.5f, TopK = 3, TopP = 0.75f, StopSequences = ["."], Seed = 4 };
        var response = await client.GetResponseAsync([new ChatMessage(ChatRole.System, "A play."), new ChatMessage(ChatRole.User, "ROMEO:")], options);
        Assert.AreEqual("A play.\nROMEO:", generator.Prompt);
        var asked = generator.Options!;
        Assert.AreEqual((7, 0.5, 3, 0.75, ".", 4), (asked.MaxTokens, asked.Temperature, asked.TopK, asked.TopP, asked.StopTexts.Single(), asked.Seed!.Value));
        Assert.AreEqual(("one two", ChatFinishReason.Length, "play", ChatRole.Assistant), (response.Text, response.FinishReason!.Value, response.ModelId, response.Messages.Single().Role));
        Assert.AreEqual(2, response.Usage!.OutputTokenCount);
    }

    [TestMethod]
    public async Task Pieces_come_as_they_are_written()
    {
        using var client = new GeneratorChatClient(new Echo(), toPrompt: messages => $"{messages.Count()} messages");
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync("x")) updates.Add(update);
        CollectionAssert.AreEqual(new[] { "one", " two", "" }, updates.Select(update => update.Text).ToArray());
        Assert.AreEqual(ChatFinishReason.Length, updates[^1].FinishReason);
        Assert.HasCount(1, updates.Select(update => update.ResponseId).Distinct());
        Assert.AreEqual("one two", updates.ToChatResponse().Text);
    }

    [TestMethod]
    public async Task Errors_and_cancelling_come_through()
    {
        using var client = new GeneratorChatClient(new Echo());
        var error = await Assert.ThrowsExactlyAsync<ArgumentException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync("fail"))
            {
            }
        });
        Assert.AreEqual("The prompt is wrong.", error.Message);
        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetResponseAsync("x", null, new CancellationToken(canceled: true)));
        // Whoever stops reading stops the writing.
        var endless = new Echo { IsEndless = true };
        using var other = new GeneratorChatClient(endless);
        await foreach (var _ in other.GetStreamingResponseAsync("x")) break;
        Assert.IsTrue(endless.Options!.CancellationToken.IsCancellationRequested);
    }

    [TestMethod]
    public void It_says_what_it_is()
    {
        var generator = new Echo();
        using var client = new GeneratorChatClient(generator, "play");
        Assert.AreEqual("play", client.GetService<ChatClientMetadata>()!.DefaultModelId);
        Assert.AreSame(generator, client.GetService<ITextGenerator>());
        Assert.IsNull(client.GetService<string>());
    }

    private sealed class Echo : ITextGenerator
    {
        public bool IsEndless { get; init; }

        public string? Prompt { get; private set; }

        public GenerationOptions? Options { get; private set; }

        public GeneratedText Generate(string prompt = "", GenerationOptions? options = null)
        {
            (Prompt, Options) = (prompt, options);
            if (prompt == "fail") throw new ArgumentException("The prompt is wrong.");
            do
            {
                options!.OnText?.Invoke("one");
                options.OnText?.Invoke(" two");
            }
            while (IsEndless && !options.CancellationToken.IsCancellationRequested);
            return new GeneratedText("one two", 2, GenerationEnd.MaxTokens);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace MLNetDeep.Chat;

/// <summary>
/// A language model as an <see cref="IChatClient"/>. A model of MLNetDeep goes on with texts; it was trained to no roles. So the messages become one text, by default theirs with a line break between
/// them, and the answer is what the model writes behind it. Many threads may use it at once. It does not own the model.
/// </summary>
/// <param name="generator">The model: a <see cref="TextGenerator"/>, or a <c>GptTransformer</c>.</param>
/// <param name="modelId">What the model is called in answers; null for no name.</param>
/// <param name="toPrompt">From messages to the text to go on with; those of <see cref="ChatMessage.Text"/> with line breaks between them when null.</param>
public sealed class GeneratorChatClient(ITextGenerator generator, string? modelId = null, Func<IEnumerable<ChatMessage>, string>? toPrompt = null) : IChatClient
{
    private readonly ITextGenerator _generator = generator ?? throw new ArgumentNullException(nameof(generator));
    private readonly ChatClientMetadata _metadata = new("mlnetdeep", defaultModelId: modelId);

    /// <inheritdoc/>
    /// <remarks>
    /// Of the options MaxOutputTokens, Temperature, TopK, TopP, StopSequences and Seed count, as <see cref="GenerationOptions"/> has them; tools, response formats and the others are left aside.
    /// </remarks>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = Prompt(messages);
        var text = await Task.Run(() => Generate(prompt, options, null, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text.Text))
        {
            ModelId = modelId,
            CreatedAt = DateTimeOffset.UtcNow,
            FinishReason = Reason(text),
            Usage = new UsageDetails { OutputTokenCount = text.Tokens },
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (prompt, id) = (Prompt(messages), Guid.NewGuid().ToString("N"));
        var pieces = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        // Whoever stops reading stops the writing.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = Task.Run(() =>
        {
            try
            {
                return Generate(prompt, options, piece => pieces.Writer.TryWrite(piece), stop.Token);
            }
            finally
            {
                pieces.Writer.Complete();
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return Update(id, piece);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            // Its error is told below, where one is still listened to.
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        var text = await writing.ConfigureAwait(false);
        var last = Update(id, null);
        last.FinishReason = Reason(text);
        yield return last;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(_generator) ? _generator : null;
    }

    /// <summary>Frees nothing: the model belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private string Prompt(IEnumerable<ChatMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return toPrompt?.Invoke(messages) ?? string.Join('\n', messages.Select(message => message.Text));
    }

    private GeneratedText Generate(string prompt, ChatOptions? chat, Action<string>? onText, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var options = new GenerationOptions { OnText = onText, CancellationToken = cancel };
        options.MaxTokens = chat?.MaxOutputTokens ?? options.MaxTokens;
        options.Temperature = chat?.Temperature ?? options.Temperature;
        options.TopK = chat?.TopK ?? options.TopK;
        options.TopP = chat?.TopP ?? options.TopP;
        options.StopTexts = chat?.StopSequences is { } stops ? [.. stops] : options.StopTexts;
        options.Seed = chat?.Seed is { } seed ? unchecked((int)seed) : null;
        var text = _generator.Generate(prompt, options);
        cancel.ThrowIfCancellationRequested();
        return text;
    }

    private ChatResponseUpdate Update(string id, string? piece) => new(ChatRole.Assistant, piece) { ResponseId = id, MessageId = id, ModelId = modelId };

    private static ChatFinishReason Reason(GeneratedText text) => text.Reason == GenerationEnd.MaxTokens ? ChatFinishReason.Length : ChatFinishReason.Stop;
}

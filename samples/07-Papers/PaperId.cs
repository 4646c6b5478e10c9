namespace Papers;

/// <summary>What a saved model takes.</summary>
public sealed class PaperId
{
    public string Id { get; set; } = "";
}

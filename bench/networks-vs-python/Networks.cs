namespace MLNetDeep.Bench.VersusPython;

/// <summary>A network that both sides have.</summary>
/// <param name="Key">Its architecture.</param>
/// <param name="Options">The options, which side.py assumes too.</param>
/// <param name="Width">Numbers in a row.</param>
/// <param name="RowCount">Rows of an epoch: a few seconds' worth.</param>
/// <param name="Batch">Rows in a step.</param>
internal sealed record Network(string Key, TrainerOptions Options, int Width, int RowCount, int Batch)
{
    private const int Picture = 3 * 32 * 32, Table = 50;

    public static Network Find(string key) => key switch
    {
        "resnet" => new(key, new ResNetOptions(), Picture, 512, 64),
        // Leaving blocks out at random would make the two sides do different work.
        "vit" => new(key, new ViTOptions { DropPath = 0 }, Picture, 512, 64),
        "mlp" => new(key, new MlpOptions { NumericEncoding = NumericEncoding.Standard }, Table, 65_536, 256),
        "fttransformer" => new(key, new FtTransformerOptions { NumericEncoding = NumericEncoding.Standard }, Table, 4096, 256),
        _ => throw new ArgumentException($"There is no network '{key}' here: resnet, vit, mlp, fttransformer."),
    };
}

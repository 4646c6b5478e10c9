// Megabytes a second of each tokenizer beside Microsoft.ML.Tokenizers alone, on one thread: the last column of the TSV files, after a header, is shuffled and repeated. And the share of
// training time that tokenizing takes: for each folder with train.tsv, one epoch of each network, which is the largest share that there can be.
// Usage: dotnet run -c Release -- FILE.tsv... [FOLDER...] [--megabytes 100] [--rounds 5] [--networks textcnn,lstm,texttransformer] [--only Words]
using MLNetDeep.Bench.Tokens;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

var files = args.Where(File.Exists).ToArray();
if (files.Length > 0)
{
    var corpus = new Corpus(files, int.Parse(Option("--megabytes", "100")));
    var pairs = TokenizerPair.All(corpus).Where(p => p.Name.Contains(Option("--only", ""), StringComparison.OrdinalIgnoreCase)).ToList();
    var rounds = int.Parse(Option("--rounds", "5"));
    for (var round = 0; round < rounds; round++)
        foreach (var pair in pairs) pair.Run(corpus, round);
    Console.WriteLine($"{corpus.Megabytes:f0} MB, {corpus.Texts.Length} texts, one thread, medians of {rounds} rounds (least to most)\n");
    Console.WriteLine("| tokenizer | MB/s | library alone | MB/s | ratio |\n| --- | --- | --- | --- | --- |");
    foreach (var pair in pairs) Console.WriteLine(pair);
}
foreach (var folder in args.Where(Directory.Exists))
    foreach (var network in Option("--networks", "textcnn,lstm,texttransformer").Split(',')) Console.WriteLine(TrainingShare.Measure(folder, network));

// Graph networks. Each run is a line of OUT as it ends; what OUT has already is not run again. --set states options of networks. --validate measures on validation rows, to choose options by.
// Usage: dotnet run -c Release -- citations FOLDER   nodes.tsv (Id, Label, Split, Features: places of ones) and edges.tsv (Source, Target), as of Cora; the public split and random ones of 20 a class
//        dotnet run -c Release -- molecules FILE     graphs as JSON lines, as of MUTAG; ten folds by each seed
//        dotnet run -c Release -- layers [--rounds 15] [--out FILE.json]             layers beside the same by hand
//        dotnet run -c Release -- scale NODES [--epochs 2] [--out FILE.jsonl]        neighbour sampling on a graph that is made
//        dotnet run -c Release -- relational [--customers 10000] [--models rgcn,aggregates-lightgbm,customers-lightgbm] [--out FILE.jsonl]
//        dotnet run -c Release -- links FOLDER [--decoders Dot,Mlp] [--out FILE.jsonl]    links of a citation graph
//   [--models gcn,gat,appnp,graphsage,gin,lightgbm,logistic] [--splits public,random] [--seeds 20] [--set Option=Value]... [--name NAME] [--out graphs.jsonl] [--report] [--validate]
using MLNetDeep.Bench.Graphs;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

switch (args[0])
{
    case "layers":
        new Layers(int.Parse(Option("--rounds", "15"))).Run(args.Contains("--out") ? Option("--out", "") : null);
        return 0;
    case "scale":
        var lines = Option("--out", "scale.jsonl");
        if (!args.Contains("--report")) File.AppendAllText(lines, System.Text.Json.JsonSerializer.Serialize(new Scale(int.Parse(args[1]), int.Parse(Option("--epochs", "2"))).Run()) + '\n');
        Scale.Print(lines);
        return 0;
}
var results = new Results(args[0] == "links" ? "" : Option("--out", "graphs.jsonl"));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
var (name, validates) = (Option("--name", ""), args.Contains("--validate"));
var seeds = Enumerable.Range(1, int.Parse(Option("--seeds", "20")));
if (!args.Contains("--report"))
    switch (args[0])
    {
        case "citations":
            var citations = new Citations(args[1], settings, validates);
            foreach (var split in Option("--splits", "public,random").Split(','))
                foreach (var model in Option("--models", "gcn,gat,appnp,graphsage,gin,logistic,lightgbm").Split(','))
                    foreach (var seed in seeds) results.Run(new Key($"{citations.Name} {split}", model, name, seed), () => citations.Run(model, split, seed));
            break;
        case "molecules":
            var molecules = new Molecules(args[1], settings);
            foreach (var model in Option("--models", "gin,gcn,gat,tags-lightgbm,tags-logistic").Split(','))
                foreach (var seed in seeds) results.Run(new Key(molecules.Name, model, name, seed), () => molecules.Run(model, seed));
            break;
        case "relational":
            var shops = new Shops(int.Parse(Option("--customers", "10000")), settings, validates);
            foreach (var model in Option("--models", "rgcn,aggregates-lightgbm,customers-lightgbm").Split(','))
                foreach (var seed in seeds) results.Run(new Key(shops.Name, model, name, seed), () => shops.Run(model, seed));
            break;
        case "links":
            var links = new Links(new Citations(args[1], [], false), settings, validates, Option("--out", "links.jsonl"));
            foreach (var decoder in Option("--decoders", "Dot,Mlp").Split(',').Select(Enum.Parse<MLNetDeep.LinkDecoder>))
                foreach (var seed in seeds) links.Run(decoder, name, seed);
            links.Print();
            return 0;
        default:
            Console.Error.WriteLine($"'{args[0]}' is none of citations, molecules, layers, scale, relational, links.");
            return 1;
    }
results.Print();
return 0;
